using WarmTransfer.Emulator.Tests.Conformance;

namespace WarmTransfer.Emulator.Tests.Agents;

/// <summary>The emulator serves agent workers as the recorded server did.</summary>
public sealed class WorkerConformanceTests
{
    private const string Upgrade = "worker-02-auth";

    // Chance chose there which of the two workers was asked first; with this seed it chooses the same one here.
    private static readonly Dictionary<string, int> Seeds = new() { ["worker-03-decline"] = 1 };

    /// <summary>Gets what is replayed here, and in <see cref="WorkerUpgradeTests"/>.</summary>
    public static IEnumerable<string> Recorded => RecordedExchange.NamesOf("worker-");

    [Theory, MemberData(nameof(Recordings))]
    public void Worker_Recording_IsServedAsRecorded(string name) => WorkerReplay.Run(name, Seeds.GetValueOrDefault(name, 1));

    public static TheoryData<string> Recordings() => new(Recorded.Where(name => name != Upgrade));
}
