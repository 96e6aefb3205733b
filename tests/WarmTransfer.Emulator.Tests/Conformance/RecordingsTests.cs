using WarmTransfer.Emulator.Tests.Agents;

namespace WarmTransfer.Emulator.Tests.Conformance;

/// <summary>No recording is forgotten: each is replayed under its name, or listed here with the reason why not.</summary>
public sealed class RecordingsTests
{
    private static readonly string[] ReplayedElsewhere = ["move-participant-events"];

    [Fact]
    public void Recordings_All_AreReplayedOrListed()
    {
        string[] covered =
        [
            .. ExchangeConformanceTests.Replayed,
            .. ExchangeConformanceTests.Exceptions.Keys,
            .. SipCallConformanceTests.Recordings().Select(row => (string)row),
            .. RingingCallConformanceTests.Recorded,
            .. WebhookConformanceTests.Recorded,
            .. WorkerConformanceTests.Recorded,
        ];

        Assert.Equal(RecordedExchange.NamesOf(""), covered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Exceptions_OneByOne_AreFew() =>
        Assert.InRange(ExchangeConformanceTests.Exceptions.Keys.Except(ReplayedElsewhere).Count(), 0, 3);
}
