using System.Text;

namespace WarmTransfer.Emulator;

/// <content>Who is in the rooms: joining, leaving, being changed, removed and moved.</content>
internal sealed partial class RoomDirectory
{
    // A real server's, unless it is set otherwise.
    private const int MaxAttributesLength = 64 * 1024;

    public IReadOnlyList<Protocol.ParticipantInfo> ListParticipants(string room) => Change(() =>
        _rooms.TryGetValue(room, out var found) ? found.Participants.ConvertAll(p => p.Snapshot()) : []);

    public Protocol.ParticipantInfo GetParticipant(string room, string identity) => Change(() =>
        (Find(room, identity) ?? throw ParticipantDoesNotExist()).Snapshot());

    public void RemoveParticipant(string room, string identity) => Change(() =>
        Leave(Find(room, identity) ?? throw new TwirpException("not_found", "participant not found"), Protocol.DisconnectReason.ParticipantRemoved));

    public Protocol.ParticipantInfo UpdateParticipant(Protocol.UpdateParticipantRequest request) => Change(() =>
    {
        var participant = Find(request.Room, request.Identity) ?? throw ParticipantDoesNotExist();
        if (request.Name.Length > 0)
        {
            participant.Info.Name = request.Name;
            participant.Changed();
        }

        if (request.Metadata.Length > 0)
        {
            participant.Info.Metadata = request.Metadata;
            participant.Changed();
        }

        if (request.Attributes.Count > 0)
            SetAttributes(participant, request.Attributes);
        if (request.Permission is { } permission)
            SetPermission(participant, permission);
        return participant.Snapshot();
    });

    /// <summary>Moves a participant to another room (LiveKit Cloud), creating that room when it is missing.</summary>
    public async Task MoveParticipantAsync(string room, string identity, string destination)
    {
        if (room == destination)
            throw SameRoom();
        await RequireParticipantAsync(room, identity);
        if (options.Edition != LiveKitEdition.Cloud)
            throw NotImplemented();
        Change(() => Move(Find(room, identity) ?? throw ParticipantDoesNotExist(), destination));
    }

    /// <summary>Puts a participant into a room, which is opened when it is missing. An older one of that identity is sent away.</summary>
    /// <exception cref="TwirpException">The room is full.</exception>
    public LiveParticipant Join(JoinRequest request, IParticipantEndpoint endpoint) => Change(() =>
    {
        var room = GetOrOpen(new Protocol.CreateRoomRequest { Name = request.Room });
        if (room.Find(request.Identity) is { } older)
            Leave(older, Protocol.DisconnectReason.DuplicateIdentity);
        if (room.Info.MaxParticipants > 0 && room.Participants.Count >= room.Info.MaxParticipants)
            throw new TwirpException("resource_exhausted", "room has exceeded its max participants");

        var now = Time.GetUtcNow();
        var participant = new LiveParticipant(room, new Protocol.ParticipantInfo
        {
            Sid = Ids.Next("PA_"),
            Identity = request.Identity,
            Name = request.Name,
            Metadata = request.Metadata,
            Kind = (Protocol.ParticipantInfo.Types.Kind)request.Kind,
            State = Protocol.ParticipantInfo.Types.State.Joining,
            JoinedAt = now.ToUnixTimeSeconds(),
            JoinedAtMs = now.ToUnixTimeMilliseconds(),
            Permission = request.Permissions.ToProtocol(request.Agent),
            Attributes = { request.Attributes.ToDictionary() },
        }, endpoint);
        LaunchForParticipant(participant, Protocol.JobType.JtParticipant);
        Enter(participant, room);
        for (var state = ParticipantState.Joined; state <= request.State; state++)
            SetState(participant, state);
        TellOthers(participant, p => new RoomEvent.ParticipantJoined(p.ToInfo()));
        return participant;
    });

    /// <summary>Brings a participant further in joining. Webhooks hear of it once its media stands.</summary>
    public void SetState(LiveParticipant participant, ParticipantState state) => Change(() =>
    {
        if (participant.IsGone)
            return;
        participant.Info.State = (Protocol.ParticipantInfo.Types.State)state;
        participant.Changed();
        if (state == ParticipantState.Active)
            Tell(ServerEvent.ParticipantJoined, participant.Room, participant);
    });

    /// <summary>Sets attributes; an empty value removes one. The participant is told of its own, too, as a real server does.</summary>
    public void SetAttributes(LiveParticipant participant, IEnumerable<KeyValuePair<string, string>> attributes) => Change(() =>
    {
        if (participant.IsGone)
            return;
        foreach (var (name, value) in attributes)
        {
            if (value.Length == 0)
                participant.Info.Attributes.Remove(name);
            else
                participant.Info.Attributes[name] = value;
        }

        participant.Changed();
        var changed = new RoomEvent.AttributesChanged(participant.ToInfo());
        Outbox.Add(() => participant.Endpoint.Receive(changed));
        TellOthers(participant, _ => changed);
    });

    /// <summary>Sets attributes as the participant itself asks for.</summary>
    /// <exception cref="InvalidOperationException">It has left, it may not, or they are too long.</exception>
    public void SetOwnAttributes(LiveParticipant participant, IReadOnlyDictionary<string, string> attributes) => Change(() =>
    {
        if (participant.IsGone)
            throw new InvalidOperationException($"'{participant.Identity}' is not in the room any more, so it cannot set its attributes.");
        if (!participant.Info.Permission.CanUpdateMetadata)
            throw new InvalidOperationException($"'{participant.Identity}' may not set its attributes: sign its token with canUpdateOwnMetadata = true, or allow it with UpdateParticipant (canUpdateMetadata).");
        var length = attributes.Sum(attribute => Encoding.UTF8.GetByteCount(attribute.Key) + Encoding.UTF8.GetByteCount(attribute.Value));
        if (length > MaxAttributesLength)
            throw new InvalidOperationException($"The attributes have {length} bytes, names and values together, and the server takes {MaxAttributesLength} at a time.");
        if (attributes.Count > 0)
            SetAttributes(participant, attributes);
    });

    /// <summary>Takes a participant out of its room. One that has left already stays as it is.</summary>
    public void Leave(LiveParticipant participant, Protocol.DisconnectReason reason) => Change(() =>
    {
        if (participant.IsGone)
            return;
        foreach (var track in participant.Tracks.ToArray())
            Unpublish(track);

        participant.Info.State = Protocol.ParticipantInfo.Types.State.Disconnected;
        participant.Info.DisconnectReason = reason;
        participant.Changed();
        TellOthers(participant, p => new RoomEvent.ParticipantLeft(p.ToInfo()));
        Exit(participant);
        EndJobOf(participant);
        Tell(ServerEvent.ParticipantLeft, participant.Room, participant);
        Outbox.Add(() => participant.Endpoint.Receive(new RoomEvent.Disconnected((DisconnectReason)reason)));
    });

    /// <summary>The others in a participant's room that it can see.</summary>
    public IReadOnlyList<ParticipantInfo> Others(LiveParticipant participant) => Change(() =>
        participant.IsGone ? [] : participant.Room.Participants.Where(p => p.CanBeSeenBy(participant)).Select(p => p.ToInfo()).ToList());

    private void Move(LiveParticipant participant, string destination)
    {
        var tracks = participant.Tracks.ToArray();
        foreach (var track in tracks)
            Withdraw(track);
        var old = participant.ToInfo() with { State = ParticipantState.Disconnected };
        TellOthers(participant, _ => new RoomEvent.ParticipantLeft(old));
        var left = participant.Snapshot();
        left.State = Protocol.ParticipantInfo.Types.State.Disconnected;
        Exit(participant);
        Tell(new ServerEvent(ServerEvent.ParticipantLeft, participant.Room.Snapshot(), left));

        var room = GetOrOpen(new Protocol.CreateRoomRequest { Name = destination });
        if (room.Find(participant.Identity) is { } older)
            Leave(older, Protocol.DisconnectReason.DuplicateIdentity);
        participant.Room = room;
        participant.Info.Sid = Ids.Next("PA_");
        participant.Changed();
        Outbox.Add(() => participant.Endpoint.Receive(new RoomEvent.Moved(destination)));
        Enter(participant, room);
        Tell(ServerEvent.ParticipantJoined, room, participant);
        TellOthers(participant, p => new RoomEvent.ParticipantJoined(p.ToInfo()));
        foreach (var track in tracks)
            Announce(track, Ids.Next("TR_AM"));
    }

    private void Enter(LiveParticipant participant, LiveRoom room)
    {
        room.Participants.Add(participant);
        AudioChanged(room);
        if (participant.IsDependent)
            return;
        room.CloseTimer?.Dispose();
        room.CloseTimer = null;
    }

    private void Exit(LiveParticipant participant)
    {
        var room = participant.Room;
        room.Participants.Remove(participant);
        participant.Voices.Clear();
        AudioChanged(room);
        if (!participant.IsDependent && room.Participants.TrueForAll(p => p.IsDependent))
            CloseAfter(room, room.Info.DepartureTimeout);
    }

    private void SetPermission(LiveParticipant participant, Protocol.ParticipantPermission permission)
    {
        participant.Info.Permission = permission.Clone();
        participant.Changed();
        AudioChanged(participant.Room);
        if (permission.CanPublish)
            return;
        foreach (var track in participant.Tracks.ToArray())
            Unpublish(track);
    }

    private void TellOthers(LiveParticipant participant, Func<LiveParticipant, RoomEvent> describe)
    {
        var others = participant.Room.Participants.FindAll(participant.CanBeSeenBy);
        if (others.Count == 0)
            return;
        var roomEvent = describe(participant);
        foreach (var other in others)
            Outbox.Add(() => other.Endpoint.Receive(roomEvent));
    }

    private LiveParticipant? Find(string room, string identity) => _rooms.GetValueOrDefault(room)?.Find(identity);

    private static TwirpException ParticipantDoesNotExist() => new("not_found", "twirp error unknown: participant does not exist");

    private static TwirpException SameRoom()
    {
        const string Text = "destination room cannot be the same as source room";
        return new TwirpException("invalid_argument", Text + " ", new Dictionary<string, string> { ["argument"] = Text });
    }
}
