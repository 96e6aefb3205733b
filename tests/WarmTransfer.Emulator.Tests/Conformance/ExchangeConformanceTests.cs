namespace WarmTransfer.Emulator.Tests.Conformance;

/// <summary>The emulator answers every recorded request as the real server did.</summary>
public sealed class ExchangeConformanceTests
{
    private static readonly string[] Families =
        ["auth-", "proto-", "room-", "participant-", "participants-", "move-", "sip-trunk-"];

    /// <summary>The recordings that are not replayed here, and why.</summary>
    private static readonly Dictionary<string, string> NotReplayed = new()
    {
        ["auth-dispatch-without-admin"] = "livekit.AgentDispatchService is not part of the emulator yet: its routes answer 404.",
        ["move-participant-events"] = "What clients in a room see, not one exchange with the server.",
    };

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
