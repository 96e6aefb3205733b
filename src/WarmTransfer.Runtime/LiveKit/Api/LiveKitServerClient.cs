using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WarmTransfer;

/// <summary>LiveKit's server API over HTTP (Twirp, protobuf).</summary>
/// <remarks>
/// <para>Each request carries its own token, which allows that call alone, for one minute. Calls are safe to make concurrently.</para>
/// <para>
/// Time limits, on the given clock and with <see cref="TwirpErrorCode.DeadlineExceeded"/> when they pass: 10 s; a phone call
/// its ringing timeout and 10 s more, or 40 s when it is not waited for; a SIP transfer 40 s. The server itself gives up
/// 10 s earlier. Reads (the <c>List…</c> and <c>Get…</c> calls) are sent up to three times within that limit when the
/// server could not be reached or answered 429, 500 <c>internal</c>, 502 or 504, or something before it answered 503.
/// Nothing else is ever sent twice.
/// </para>
/// </remarks>
public sealed class LiveKitServerClient : ILiveKitServer
{
    private const string RoomService = "RoomService";
    private const string SipService = "SIP";
    private const string DispatchService = "AgentDispatchService";

    private static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(10);

    // How long the server gives a call that it does not wait for, and a transfer.
    private static readonly TimeSpan SipServerLimit = TimeSpan.FromSeconds(30);

    // So that the server's own answer comes first: it says more than our timeout.
    private static readonly TimeSpan SipMargin = TimeSpan.FromSeconds(10);

    private readonly LiveKitCredentials _credentials;
    private readonly TimeProvider _time;
    private readonly TwirpClient _twirp;

    /// <summary>Initializes a new instance of the <see cref="LiveKitServerClient"/> class.</summary>
    /// <param name="http">
    /// Sends the requests; not disposed here. An <see cref="HttpClient"/>'s own <see cref="HttpClient.Timeout"/> should be
    /// infinite: it runs on the system's clock, and the time limits above are kept without it. Under a virtual clock take a
    /// bare <see cref="HttpMessageInvoker"/>, which, unlike its subclass, stays on the caller's thread.
    /// </param>
    /// <param name="credentials">The server's address and API key.</param>
    /// <param name="timeProvider">The clock of tokens, time limits and retries. Default: the system's.</param>
    /// <param name="logger">Gets method, status and duration of each request at Debug level. Default: none.</param>
    public LiveKitServerClient(
        HttpMessageInvoker http,
        LiveKitCredentials credentials,
        TimeProvider? timeProvider = null,
        ILogger<LiveKitServerClient>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(credentials);
        _credentials = credentials;
        _time = timeProvider ?? TimeProvider.System;
        _twirp = new TwirpClient(http, credentials, _time, logger ?? NullLogger<LiveKitServerClient>.Instance);
    }

    /// <inheritdoc/>
    public Uri Url => _credentials.Url;

    /// <inheritdoc/>
    public string SignToken(AccessToken token) => _credentials.Sign(token, _time);

    /// <inheritdoc/>
    public async Task<RoomInfo> CreateRoomAsync(CreateRoomRequest request, CancellationToken cancellationToken = default)
    {
        LiveKitRequestRules.Check(request);
        var call = new TwirpCall(RoomService, "CreateRoom", LiveKitGrants.CreateRooms, DefaultLimit);
        var room = await _twirp.CallAsync(call, request.ToMessage(), Protocol.Room.Parser, cancellationToken);
        return room.ToRecord();
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RoomInfo>> ListRoomsAsync(IReadOnlyCollection<string>? names = null, CancellationToken cancellationToken = default)
    {
        // To the server an empty list means all rooms; to a caller who looks for no names it means none.
        if (names is { Count: 0 })
            return [];
        LiveKitRequestRules.CheckSought(names ?? [], nameof(names));

        var call = new TwirpCall(RoomService, "ListRooms", LiveKitGrants.ListRooms, DefaultLimit, IsRead: true);
        var request = new Protocol.ListRoomsRequest { Names = { names ?? [] } };
        var answer = await _twirp.CallAsync(call, request, Protocol.ListRoomsResponse.Parser, cancellationToken);
        return [.. answer.Rooms.Select(LiveKitMapping.ToRecord)];
    }

    /// <inheritdoc/>
    public async Task DeleteRoomAsync(string room, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(room);
        var call = new TwirpCall(RoomService, "DeleteRoom", LiveKitGrants.CreateRooms, DefaultLimit);
        await _twirp.CallAsync(call, new Protocol.DeleteRoomRequest { Room = room }, Protocol.DeleteRoomResponse.Parser, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ParticipantInfo>> ListParticipantsAsync(string room, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(room);
        var call = new TwirpCall(RoomService, "ListParticipants", LiveKitGrants.Administer(room), DefaultLimit, IsRead: true);
        var request = new Protocol.ListParticipantsRequest { Room = room };
        var answer = await _twirp.CallAsync(call, request, Protocol.ListParticipantsResponse.Parser, cancellationToken);
        return [.. answer.Participants.Select(LiveKitMapping.ToRecord)];
    }

    /// <inheritdoc/>
    public async Task<ParticipantInfo> GetParticipantAsync(string room, string identity, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(room);
        ArgumentException.ThrowIfNullOrWhiteSpace(identity);
        var call = new TwirpCall(RoomService, "GetParticipant", LiveKitGrants.Administer(room), DefaultLimit, IsRead: true);
        var request = new Protocol.RoomParticipantIdentity { Room = room, Identity = identity };
        var participant = await _twirp.CallAsync(call, request, Protocol.ParticipantInfo.Parser, cancellationToken);
        return participant.ToRecord();
    }

    /// <inheritdoc/>
    public async Task RemoveParticipantAsync(string room, string identity, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(room);
        ArgumentException.ThrowIfNullOrWhiteSpace(identity);
        var call = new TwirpCall(RoomService, "RemoveParticipant", LiveKitGrants.Administer(room), DefaultLimit);
        var request = new Protocol.RoomParticipantIdentity { Room = room, Identity = identity };
        await _twirp.CallAsync(call, request, Protocol.RemoveParticipantResponse.Parser, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ParticipantInfo> UpdateParticipantAsync(UpdateParticipantRequest request, CancellationToken cancellationToken = default)
    {
        LiveKitRequestRules.Check(request);
        var call = new TwirpCall(RoomService, "UpdateParticipant", LiveKitGrants.Administer(request.Room), DefaultLimit);
        var participant = await _twirp.CallAsync(call, request.ToMessage(), Protocol.ParticipantInfo.Parser, cancellationToken);
        return participant.ToRecord();
    }

    /// <inheritdoc/>
    /// <remarks>Where it is not offered, the exception's <see cref="LiveKitException.IsNotImplemented"/> says so.</remarks>
    public async Task MoveParticipantAsync(string room, string identity, string destinationRoom, CancellationToken cancellationToken = default)
    {
        LiveKitRequestRules.CheckMove(room, identity, destinationRoom);
        var call = new TwirpCall(RoomService, LiveKitException.MoveParticipantMethod, LiveKitGrants.Move(room, destinationRoom), DefaultLimit);
        var request = new Protocol.MoveParticipantRequest { Room = room, Identity = identity, DestinationRoom = destinationRoom };
        await _twirp.CallAsync(call, request, Protocol.MoveParticipantResponse.Parser, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<AgentDispatch> CreateAgentDispatchAsync(CreateAgentDispatchRequest request, CancellationToken cancellationToken = default)
    {
        LiveKitRequestRules.Check(request);
        var call = new TwirpCall(DispatchService, "CreateDispatch", LiveKitGrants.Administer(request.Room), DefaultLimit);
        var message = new Protocol.CreateAgentDispatchRequest { Room = request.Room, AgentName = request.AgentName, Metadata = request.Metadata };
        var dispatch = await _twirp.CallAsync(call, message, Protocol.AgentDispatch.Parser, cancellationToken);
        return dispatch.ToRecord();
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AgentDispatch>> ListAgentDispatchesAsync(string room, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(room);
        var call = new TwirpCall(DispatchService, "ListDispatch", LiveKitGrants.Administer(room), DefaultLimit, IsRead: true);
        var answer = await _twirp.CallAsync(call, new Protocol.ListAgentDispatchRequest { Room = room }, Protocol.ListAgentDispatchResponse.Parser, cancellationToken);
        return [.. answer.AgentDispatches.Select(LiveKitMapping.ToRecord)];
    }

    /// <inheritdoc/>
    public async Task DeleteAgentDispatchAsync(string room, string dispatchId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(room);
        ArgumentException.ThrowIfNullOrWhiteSpace(dispatchId);
        var call = new TwirpCall(DispatchService, "DeleteDispatch", LiveKitGrants.Administer(room), DefaultLimit);
        var request = new Protocol.DeleteAgentDispatchRequest { Room = room, DispatchId = dispatchId };
        await _twirp.CallAsync(call, request, Protocol.AgentDispatch.Parser, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<SipParticipantInfo> CreateSipParticipantAsync(CreateSipParticipantRequest request, CancellationToken cancellationToken = default)
    {
        LiveKitRequestRules.Check(request);
        var limit = (request.WaitUntilAnswered ? request.RingingTimeout : SipServerLimit) + SipMargin;
        var call = new TwirpCall(SipService, "CreateSIPParticipant", LiveKitGrants.Call, limit);
        var participant = await _twirp.CallAsync(call, request.ToMessage(), Protocol.SIPParticipantInfo.Parser, cancellationToken);
        return participant.ToRecord();
    }

    /// <inheritdoc/>
    public async Task TransferSipParticipantAsync(TransferSipParticipantRequest request, CancellationToken cancellationToken = default)
    {
        LiveKitRequestRules.Check(request);
        var call = new TwirpCall(SipService, "TransferSIPParticipant", LiveKitGrants.Transfer(request.RoomName), SipServerLimit + SipMargin);
        await _twirp.CallAsync(call, request.ToMessage(), Google.Protobuf.WellKnownTypes.Empty.Parser, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SipOutboundTrunk>> ListSipOutboundTrunksAsync(IReadOnlyCollection<string>? trunkIds = null, CancellationToken cancellationToken = default)
    {
        if (trunkIds is { Count: 0 })
            return [];
        LiveKitRequestRules.CheckSought(trunkIds ?? [], nameof(trunkIds));

        var call = new TwirpCall(SipService, "ListSIPOutboundTrunk", LiveKitGrants.AdministerTrunks, DefaultLimit, IsRead: true);
        var request = new Protocol.ListSIPOutboundTrunkRequest { TrunkIds = { trunkIds ?? [] } };
        var answer = await _twirp.CallAsync(call, request, Protocol.ListSIPOutboundTrunkResponse.Parser, cancellationToken);
        return [.. answer.Items.Select(LiveKitMapping.ToRecord)];
    }

    /// <inheritdoc/>
    public async Task<SipOutboundTrunk> CreateSipOutboundTrunkAsync(SipOutboundTrunk trunk, CancellationToken cancellationToken = default)
    {
        LiveKitRequestRules.Check(trunk);
        var call = new TwirpCall(SipService, "CreateSIPOutboundTrunk", LiveKitGrants.AdministerTrunks, DefaultLimit);
        var request = new Protocol.CreateSIPOutboundTrunkRequest { Trunk = trunk.ToMessage() };
        var created = await _twirp.CallAsync(call, request, Protocol.SIPOutboundTrunkInfo.Parser, cancellationToken);
        return created.ToRecord();
    }

    /// <inheritdoc/>
    public async Task DeleteSipTrunkAsync(string trunkId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(trunkId);
        var call = new TwirpCall(SipService, "DeleteSIPTrunk", LiveKitGrants.AdministerTrunks, DefaultLimit);
        var request = new Protocol.DeleteSIPTrunkRequest { SipTrunkId = trunkId };
        await _twirp.CallAsync(call, request, Protocol.SIPTrunkInfo.Parser, cancellationToken);
    }
}
