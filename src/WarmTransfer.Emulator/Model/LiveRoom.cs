namespace WarmTransfer.Emulator;

/// <summary>A room as the server holds it. Touched only under the directory's lock.</summary>
internal sealed class LiveRoom(Protocol.Room info)
{
    private Protocol.Room? _snapshot;

    public Protocol.Room Info { get; } = info;

    public string Name => Info.Name;

    public List<LiveParticipant> Participants { get; } = [];

    /// <summary>Gets the agents asked for, in the order in which they were.</summary>
    public List<Protocol.AgentDispatch> Dispatches { get; } = [];

    /// <summary>Gets the jobs of the agents that were assigned to this room, by the agents' identities.</summary>
    public Dictionary<string, string> AgentJobs { get; } = [];

    /// <summary>Gets the identities that have published here: agents are sent to a publisher once.</summary>
    public HashSet<string> Published { get; } = [];

    /// <summary>Gets or sets the timer that closes the room when nobody who keeps it open is in it.</summary>
    public ITimer? CloseTimer { get; set; }

    public bool IsClosed { get; set; }

    /// <summary>Gets or sets whether a caller joined it, so that it is theirs.</summary>
    public bool IsCallers { get; set; }

    /// <summary>Gets a number that changes with everything that decides who hears whom.</summary>
    public int AudioVersion { get; private set; }

    public LiveParticipant? Find(string identity) => Participants.Find(p => p.Identity == identity);

    public void AudioChanged() => AudioVersion++;

    /// <summary>The room as it is now. Not to be changed: until the room does, everyone gets the same.</summary>
    public Protocol.Room Snapshot()
    {
        Info.NumParticipants = (uint)Participants.Count(p => !p.IsDependent);
        Info.NumPublishers = (uint)Participants.Count(p => p.Info.IsPublisher);
        if (_snapshot is not null && _snapshot.NumParticipants == Info.NumParticipants && _snapshot.NumPublishers == Info.NumPublishers && _snapshot.Metadata == Info.Metadata)
            return _snapshot;
        return _snapshot = Info.Clone();
    }
}
