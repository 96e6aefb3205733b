namespace WarmTransfer.Emulator;

/// <summary>A participant as the server holds it. Touched only under the directory's lock.</summary>
internal sealed class LiveParticipant(LiveRoom room, Protocol.ParticipantInfo info, IParticipantEndpoint endpoint)
{
    public Protocol.ParticipantInfo Info { get; } = info;

    public string Identity => Info.Identity;

    public LiveRoom Room { get; set; } = room;

    public IParticipantEndpoint Endpoint { get; } = endpoint;

    public List<LiveTrack> Tracks { get; } = [];

    /// <summary>Gets what listens to the room's audio on this participant's behalf.</summary>
    public List<AudioSink> Sinks { get; } = [];

    /// <summary>Gets the sids of the tracks that the server was told to keep from this participant.</summary>
    public HashSet<string> Unsubscribed { get; } = [];

    /// <summary>Gets the voices this participant is subscribed to.</summary>
    public HashSet<LiveTrack> Voices { get; } = [];

    /// <summary>Gets or sets what is called when somebody begins or stops to listen, or may have.</summary>
    public Action? ListenersChanged { get; set; }

    public bool IsGone => Info.State == Protocol.ParticipantInfo.Types.State.Disconnected;

    /// <summary>Gets whether the participant is there for others only: an agent or a recorder does not keep a room open.</summary>
    public bool IsDependent =>
        Info.Permission.Agent || Info.Kind is Protocol.ParticipantInfo.Types.Kind.Agent or Protocol.ParticipantInfo.Types.Kind.Egress;

    public bool CanBeSeenBy(LiveParticipant other) => other != this && !Info.Permission.Hidden;

    /// <summary>Whether permission and the server's word let a track through to this participant.</summary>
    public bool MayHear(LiveTrack track) => track.Owner != this && Info.Permission.CanSubscribe && !Unsubscribed.Contains(track.Info.Sid);

    public void Changed() => Info.Version++;

    public Protocol.ParticipantInfo Snapshot()
    {
        var snapshot = Info.Clone();
        snapshot.Tracks.AddRange(Tracks.Select(t => t.Info.Clone()));
        return snapshot;
    }
}
