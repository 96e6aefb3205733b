namespace WarmTransfer.Emulator;

/// <summary>A published audio track as the server holds it. Touched only under the directory's lock.</summary>
internal sealed class LiveTrack(LiveParticipant owner, Protocol.TrackInfo info)
{
    private AudioSink[] _sinks = [];
    private int _sinksVersion = -1;
    private LiveRoom? _sinksRoom;

    public LiveParticipant Owner { get; } = owner;

    public Protocol.TrackInfo Info { get; } = info;

    public bool IsGone { get; set; }

    public bool IsVoice => Info.Source == Protocol.TrackSource.Microphone;

    /// <summary>Who hears the track now. The answer is kept until something in the room changes it: it is asked a hundred times a second.</summary>
    public AudioSink[] Listeners()
    {
        var room = Owner.Room;
        if (_sinksRoom == room && _sinksVersion == room.AudioVersion)
            return _sinks;

        _sinksRoom = room;
        _sinksVersion = room.AudioVersion;
        if (Info.Muted)
            return _sinks = [];
        return _sinks = [.. room.Participants
            .Where(p => p.MayHear(this))
            .SelectMany(p => p.Sinks)
            .Where(s => s.Wants(this))];
    }
}
