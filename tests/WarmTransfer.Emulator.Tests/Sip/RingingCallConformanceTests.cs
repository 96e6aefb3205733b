namespace WarmTransfer.Emulator.Tests;

/// <summary>Replays the recorded calls that were ended, or given up on, while the phone rang.</summary>
public sealed class RingingCallConformanceTests
{
    /// <summary>The recordings of this form.</summary>
    public static readonly string[] Recorded =
    [
        "sip-call-delete-room-while-ringing",
        "sip-call-http-abort-while-ringing",
        "sip-call-remove-while-ringing",
    ];

    public static TheoryData<string> Recordings() => new(Recorded);

    [Theory]
    [MemberData(nameof(Recordings))]
    public void RingingCall_AsRecorded_ShowsTheSameStates(string name)
    {
        var (recording, replay) = Replay(name);

        Samples.AssertSampleOf(recording.States(), replay.States);
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void RingingCall_AsRecorded_IsAnsweredTheSame(string name)
    {
        var (recording, replay) = Replay(name);
        var recorded = recording.Exchanges();

        Assert.Equal(recorded.Select(e => e.What), replay.Exchanges.Select(e => e.What));
        for (var i = 0; i < recorded.Count; i++)
            Assert.Equal(recorded[i].At.TotalMilliseconds, replay.Exchanges[i].At.TotalMilliseconds, tolerance: 50);
    }

    private static (RecordedEvents Recording, RingingCallReplay Replay) Replay(string name)
    {
        var recording = RecordedEvents.Load(name);
        var replay = new RingingCallReplay(recording);
        replay.Run();
        return (recording, replay);
    }
}
