namespace WarmTransfer;

/// <summary>The server API of one LiveKit deployment: rooms, participants and SIP calls.</summary>
/// <remarks>
/// Every call throws <see cref="LiveKitException"/> when the server answers with an error or cannot be reached, and
/// <see cref="OperationCanceledException"/> when it is cancelled, and <see cref="ArgumentException"/>, before anything is
/// sent, for arguments that cannot be right. Calls are safe to make concurrently.
/// </remarks>
public interface ILiveKitServer
{
    /// <summary>Gets the address of the deployment, as given: <c>wss://</c>, <c>ws://</c>, <c>https://</c> or <c>http://</c>.</summary>
    Uri Url { get; }

    /// <summary>Signs <paramref name="token"/> with the deployment's API key.</summary>
    /// <param name="token">Who the token is for and what it allows.</param>
    /// <returns>The signed JSON Web Token.</returns>
    string SignToken(AccessToken token);

    /// <summary>Creates a room, or answers with the existing one of that name, whose settings stay as they were (RoomService.CreateRoom).</summary>
    Task<RoomInfo> CreateRoomAsync(CreateRoomRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists rooms (RoomService.ListRooms).</summary>
    /// <param name="names">The names to look for; those that do not exist are left out. <see langword="null"/> for all rooms.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<IReadOnlyList<RoomInfo>> ListRoomsAsync(IReadOnlyCollection<string>? names = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a room and disconnects everyone in it (RoomService.DeleteRoom).</summary>
    Task DeleteRoomAsync(string room, CancellationToken cancellationToken = default);

    /// <summary>Lists a room's participants; a missing room has none (RoomService.ListParticipants).</summary>
    Task<IReadOnlyList<ParticipantInfo>> ListParticipantsAsync(string room, CancellationToken cancellationToken = default);

    /// <summary>Gets one participant (RoomService.GetParticipant). A missing one is <see cref="TwirpErrorCode.NotFound"/>.</summary>
    Task<ParticipantInfo> GetParticipantAsync(string room, string identity, CancellationToken cancellationToken = default);

    /// <summary>Removes a participant; a SIP call that is still ringing is cancelled, an answered one hung up (RoomService.RemoveParticipant).</summary>
    Task RemoveParticipantAsync(string room, string identity, CancellationToken cancellationToken = default);

    /// <summary>Changes a participant's name, metadata, attributes or permissions (RoomService.UpdateParticipant).</summary>
    Task<ParticipantInfo> UpdateParticipantAsync(UpdateParticipantRequest request, CancellationToken cancellationToken = default);

    /// <summary>Moves a participant to another room. LiveKit Cloud only: elsewhere it fails and nothing changes (RoomService.MoveParticipant).</summary>
    Task MoveParticipantAsync(string room, string identity, string destinationRoom, CancellationToken cancellationToken = default);

    /// <summary>Asks for an agent in a room, which is created when it is missing (AgentDispatchService.CreateDispatch).</summary>
    /// <remarks>Success does not mean that an agent comes: LiveKit silently drops a dispatch that no worker takes. <see cref="DispatchGuard"/> notices.</remarks>
    Task<AgentDispatch> CreateAgentDispatchAsync(CreateAgentDispatchRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists a room's dispatches; jobs show up to five seconds late, as they were when they began (AgentDispatchService.ListDispatch).</summary>
    Task<IReadOnlyList<AgentDispatch>> ListAgentDispatchesAsync(string room, CancellationToken cancellationToken = default);

    /// <summary>Takes a dispatch back; the workers of its jobs are told to end them (AgentDispatchService.DeleteDispatch).</summary>
    Task DeleteAgentDispatchAsync(string room, string dispatchId, CancellationToken cancellationToken = default);

    /// <summary>Dials a phone and joins it to a room (SIP.CreateSIPParticipant). Never sent twice: the phone may be ringing.</summary>
    /// <remarks>Cancelling the call does not stop the phone from ringing; removing the participant does.</remarks>
    Task<SipParticipantInfo> CreateSipParticipantAsync(CreateSipParticipantRequest request, CancellationToken cancellationToken = default);

    /// <summary>Transfers an answered SIP call away from LiveKit by SIP REFER, RFC 3515 (SIP.TransferSIPParticipant).</summary>
    Task TransferSipParticipantAsync(TransferSipParticipantRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists outbound trunks (SIP.ListSIPOutboundTrunk).</summary>
    /// <param name="trunkIds">The ids to look for; unknown ones are left out. <see langword="null"/> for all trunks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<IReadOnlyList<SipOutboundTrunk>> ListSipOutboundTrunksAsync(IReadOnlyCollection<string>? trunkIds = null, CancellationToken cancellationToken = default);

    /// <summary>Creates an outbound trunk; the server chooses its id (SIP.CreateSIPOutboundTrunk).</summary>
    Task<SipOutboundTrunk> CreateSipOutboundTrunkAsync(SipOutboundTrunk trunk, CancellationToken cancellationToken = default);

    /// <summary>Deletes a trunk; deleting a missing one succeeds (SIP.DeleteSIPTrunk).</summary>
    Task DeleteSipTrunkAsync(string trunkId, CancellationToken cancellationToken = default);
}
