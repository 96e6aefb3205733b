namespace WarmTransfer.Emulator.Tests.Conformance;

/// <summary>The emulator answers every recorded request as the real server did.</summary>
public sealed class ExchangeConformanceTests
{
    private static readonly string[] Families =
    [
        "auth-", "dispatch-", "forward-", "live-", "move-", "participant-", "participants-", "perform-rpc-", "proto-", "room-", "rtc-validate-",
        "send-", "sip-participant-", "sip-transfer-", "sip-trunk-", "subscriptions-",
    ];

    /// <summary>The recordings that are not replayed here, and why.</summary>
    private static readonly Dictionary<string, string> NotReplayed = new()
    {
        ["move-participant-events"] = "What clients in a room see, not one exchange: replayed by MoveParticipantEventsTests.",
        ["live-room-list"] = "A real server counts participants up to five seconds late; the emulator's count is always right.",
    };

    /// <summary>Gets what is replayed here.</summary>
    public static IEnumerable<string> Replayed => Families.SelectMany(RecordedExchange.NamesOf).Where(name => !NotReplayed.ContainsKey(name));

    /// <summary>Gets what of these families is not replayed.</summary>
    public static IReadOnlyDictionary<string, string> Exceptions => NotReplayed;

    [Theory, MemberData(nameof(Exchanges), "auth-")]
    public void Auth_Exchange_AnswersAsRecorded(string name) => ExchangeReplay.Run(name);

    [Theory, MemberData(nameof(Exchanges), "proto-")]
    public void Proto_Exchange_AnswersAsRecorded(string name) => ExchangeReplay.Run(name);

    [Theory, MemberData(nameof(Exchanges), "room-")]
    public void Room_Exchange_AnswersAsRecorded(string name) => ExchangeReplay.Run(name);

    [Theory, MemberData(nameof(Exchanges), "participant-")]
    public void Participant_Exchange_AnswersAsRecorded(string name) => ExchangeReplay.Run(name);

    [Theory, MemberData(nameof(Exchanges), "participants-")]
    public void Participants_Exchange_AnswersAsRecorded(string name) => ExchangeReplay.Run(name);

    [Theory, MemberData(nameof(Exchanges), "move-")]
    public void Move_Exchange_AnswersAsRecorded(string name) => ExchangeReplay.Run(name);

    [Theory, MemberData(nameof(Exchanges), "sip-trunk-")]
    public void SipTrunk_Exchange_AnswersAsRecorded(string name) => ExchangeReplay.Run(name);

    [Theory, MemberData(nameof(Exchanges), "sip-participant-")]
    public void SipParticipant_Exchange_AnswersAsRecorded(string name) => ExchangeReplay.Run(name);

    [Theory, MemberData(nameof(Exchanges), "sip-transfer-")]
    public void SipTransfer_Exchange_AnswersAsRecorded(string name) => ExchangeReplay.Run(name);

    [Theory, MemberData(nameof(Exchanges), "live-")]
    public void Live_Exchange_AnswersAsRecorded(string name) => ExchangeReplay.Run(name);

    [Theory, MemberData(nameof(Exchanges), "dispatch-")]
    public void Dispatch_Exchange_AnswersAsRecorded(string name) => ExchangeReplay.Run(name);

    [Theory, MemberData(nameof(Exchanges), "forward-")]
    public void Forward_Exchange_AnswersAsRecorded(string name) => ExchangeReplay.Run(name);

    [Theory, MemberData(nameof(Exchanges), "perform-rpc-")]
    public void PerformRpc_Exchange_AnswersAsRecorded(string name) => ExchangeReplay.Run(name);

    [Theory, MemberData(nameof(Exchanges), "rtc-validate-")]
    public void RtcValidate_Exchange_AnswersAsRecorded(string name) => ExchangeReplay.Run(name);

    [Theory, MemberData(nameof(Exchanges), "send-")]
    public void Send_Exchange_AnswersAsRecorded(string name) => ExchangeReplay.Run(name);

    [Theory, MemberData(nameof(Exchanges), "subscriptions-")]
    public void Subscriptions_Exchange_AnswersAsRecorded(string name) => ExchangeReplay.Run(name);

    public static TheoryData<string> Exchanges(string family) =>
        new(RecordedExchange.NamesOf(family).Where(name => !NotReplayed.ContainsKey(name)));
}
