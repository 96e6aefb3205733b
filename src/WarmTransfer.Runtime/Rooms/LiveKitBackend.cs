namespace WarmTransfer;

/// <summary>A LiveKit to work with: its server API and the way into its rooms.</summary>
/// <param name="Server">The server API.</param>
/// <param name="Rooms">Joins rooms of the same deployment.</param>
public sealed record LiveKitBackend(ILiveKitServer Server, IRoomConnector Rooms)
{
    /// <summary>The token is only used to connect; the connection outlives it.</summary>
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(1);

    /// <summary>Joins a room as an AI agent: a participant of kind <see cref="ParticipantKind.Agent"/> that speaks and listens.</summary>
    /// <param name="room">The room; the server creates it where it does not exist.</param>
    /// <param name="identity">The agent's identity, unique within the room.</param>
    /// <param name="cancellationToken">Cancels joining; nothing stays connected.</param>
    /// <returns>The room, connected. Dispose it to leave.</returns>
    /// <exception cref="LiveKitException">The server refused, or could not be reached.</exception>
    public Task<IRoom> JoinAsAgentAsync(string room, string identity, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(room);
        ArgumentException.ThrowIfNullOrEmpty(identity);
        var token = new AccessToken
        {
            Identity = identity,
            Kind = ParticipantKind.Agent,
            Video = new VideoGrant { RoomJoin = true, Room = room, CanPublish = true, CanSubscribe = true, CanPublishData = true, CanUpdateOwnMetadata = true, Agent = true },
            Lifetime = TokenLifetime,
        };
        return ConnectAsync(Server.SignToken(token), cancellationToken);
    }

    // Awaited here: a connector of an application's own may hand out a task that continues on the thread pool.
    private async Task<IRoom> ConnectAsync(string token, CancellationToken cancellationToken) =>
        await Rooms.ConnectAsync(Server.Url, token, cancellationToken);
}
