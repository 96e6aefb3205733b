namespace WarmTransfer;

/// <summary>A participant and its tracks, with the native handles they live by. Guarded by the room's lock.</summary>
internal sealed class RtcParticipant(FfiHandle handle, ParticipantInfo info) : IDisposable
{
    public FfiHandle Handle { get; } = handle;

    public ParticipantInfo Info { get; set; } = info;

    public Dictionary<string, RtcTrack> Tracks { get; } = [];

    /// <summary>The participant as it is now.</summary>
    public ParticipantInfo Snapshot() => Info with { Tracks = [.. Tracks.Values.Select(track => track.Info)] };

    public void Dispose()
    {
        foreach (var track in Tracks.Values)
            track.Dispose();
        Handle.Dispose();
    }
}
