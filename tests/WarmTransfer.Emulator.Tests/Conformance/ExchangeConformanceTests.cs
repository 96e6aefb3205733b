namespace WarmTransfer.Emulator.Tests.Conformance;

/// <summary>The emulator answers every recorded request as the real server did.</summary>
public sealed class ExchangeConformanceTests
{
    private static readonly string[] Families =
        ["auth-", "proto-", "room-", "participant-", "participants-", "move-", "sip-trunk-", "sip-participant-", "sip-transfer-", "live-"];

    /// <summary>The recordings that are not replayed here, and why.</summary>
    private static readonly Dictionary<string, string> NotReplayed = new()
    {
        ["auth-dispatch-without-admin"] = NoAgentDispatch,
        ["move-participant-events"] = "What clients in a room see, not one exchange: replayed by MoveParticipantEventsTests.",
        ["live-forward"] = NotOffered,
        ["live-mute-missing-participant"] = NotOffered,
        ["live-mute-missing-track"] = NotOffered,
        ["live-send-data"] = NotOffered,
        ["live-send-data-without-nonce-to-all"] = NotOffered,
        ["live-update-subscriptions-unknown-track"] = NotOffered,
        ["live-participants-after-move-A"] = MutedBefore,
        ["live-participants-after-remove"] = MutedBefore,
        ["live-room-list"] = "A real server counts participants up to five seconds late; the emulator's count is always right.",
    };

    private const string NoAgentDispatch = "livekit.AgentDispatchService is not part of the emulator: its routes answer 404.";
    private const string NotOffered = "A method that is not part of the emulator: it answers 404 bad_route.";
    private const string MutedBefore = "Recorded after MutePublishedTrack, which is not part of the emulator.";

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

    [Fact]
    public void Recordings_OfTheseFamilies_AreReplayedOrListed()
    {
        var recorded = Families.SelectMany(RecordedExchange.NamesOf).ToHashSet();
        var replayed = Families.SelectMany(family => Exchanges(family).Select(row => (string)row)).ToHashSet();

        Assert.NotEmpty(replayed);
        Assert.Equal(recorded.Order(), replayed.Concat(NotReplayed.Keys).Order());
    }

    public static TheoryData<string> Exchanges(string family) =>
        new(RecordedExchange.NamesOf(family).Where(name => !NotReplayed.ContainsKey(name)));
}
