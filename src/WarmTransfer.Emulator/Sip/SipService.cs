namespace WarmTransfer.Emulator;

/// <summary>Places phone calls, and transfers them: livekit.SIP without its trunks.</summary>
/// <remarks>
/// <c>max_call_duration</c> has no effect, as recorded: an answered call goes on. Neither have the ringtone, the dial
/// tone and noise cancellation, which nobody here could hear.
/// </remarks>
/// <param name="rooms">Where the calls' participants join.</param>
/// <param name="phones">Who is called.</param>
/// <param name="options">Whether there is a SIP service at all.</param>
/// <param name="findTrunk">Finds a trunk by its id.</param>
/// <param name="timing">How long its own steps take. Default: as recorded.</param>
internal sealed class SipService(RoomDirectory rooms, PhoneBook phones, LiveKitEmulatorOptions options, Func<string, Protocol.SIPOutboundTrunkInfo?> findTrunk, SipTiming? timing = null)
{
    private readonly SipTiming _timing = timing ?? new SipTiming();
    private readonly Lock _lock = new();
    private readonly List<ISipCall> _calls = [];

    /// <summary>Gets the calls that are not over.</summary>
    public IReadOnlyList<ISipCall> Calls
    {
        get
        {
            ISipCall[] calls;
            lock (_lock)
                calls = [.. _calls];

            // Asked outside the lock: an answer may need the rooms' own.
            return Array.FindAll(calls, call => !call.IsOver);
        }
    }

    /// <summary>Places a call. It is answered when the participant has joined, or, when asked to wait, when the phone is answered.</summary>
    /// <param name="request">The call.</param>
    /// <param name="requestAborted">The client has gone away: nobody hears the answer, and the phone goes on ringing.</param>
    public async Task<Protocol.SIPParticipantInfo> CreateParticipantAsync(Protocol.CreateSIPParticipantRequest request, CancellationToken requestAborted)
    {
        Validate(request);
        var trunk = SipTrunk.Of(request, findTrunk);
        await RequireServiceAsync(requestAborted);

        var call = new OutboundCall(rooms, phones, _timing, request, trunk, Forget);
        Add(call);
        phones.Log(call.Call);
        call.Start();
        return await LimitAsync(call.Answer, request.WaitUntilAnswered ? _timing.AnswerLimit : _timing.RequestLimit, requestAborted);
    }

    /// <summary>Transfers an answered call away by SIP REFER; when that fails, the call goes on.</summary>
    public async Task TransferAsync(Protocol.TransferSIPParticipantRequest request, CancellationToken requestAborted)
    {
        if (request.RoomName.Length == 0)
            throw new TwirpException("invalid_argument", "Missing room name");
        if (request.ParticipantIdentity.Length == 0)
            throw new TwirpException("invalid_argument", "Missing participant identity");
        if (request.TransferTo.Length == 0)
            throw SipErrors.Invalid("missing transfer to");

        var participant = rooms.GetParticipant(request.RoomName, request.ParticipantIdentity);
        if (!participant.Attributes.TryGetValue(SipAttributes.CallId, out var callId))
            throw new TwirpException("invalid_argument", "no SIP session associated with participant");
        await RequireServiceAsync(requestAborted);

        // A call that is no LiveKit SIP service's, or has just ended: nobody takes the request.
        var call = Calls.FirstOrDefault(c => c.SipCallId == callId) ?? throw SipErrors.NoService();
        await LimitAsync(TransferAsync(call, request), _timing.RequestLimit, requestAborted);
    }

    /// <summary>Takes a call on that did not come from here: that of an emulated caller.</summary>
    public void Add(ISipCall call)
    {
        lock (_lock)
            _calls.Add(call);
    }

    public void Forget(ISipCall call)
    {
        lock (_lock)
            _calls.Remove(call);
    }

    private static async Task<bool> TransferAsync(ISipCall call, Protocol.TransferSIPParticipantRequest request)
    {
        await call.TransferAsync(request);
        return true;
    }

    private async Task<T> LimitAsync<T>(Task<T> answer, TimeSpan limit, CancellationToken requestAborted)
    {
        try
        {
            return await answer.WaitAsync(limit, rooms.Time, requestAborted);
        }
        catch (TimeoutException)
        {
            throw SipErrors.TimedOut();
        }
    }

    private async Task RequireServiceAsync(CancellationToken requestAborted)
    {
        if (options.SipServiceAttached)
            return;
        await Task.Delay(_timing.NoService, rooms.Time, requestAborted);
        throw SipErrors.NoService();
    }

    private static void Validate(Protocol.CreateSIPParticipantRequest request)
    {
        if (request.SipTrunkId.Length == 0 && request.Trunk is null)
            throw SipErrors.Invalid("missing sip trunk id");
        if (request.SipCallTo.Length == 0)
            throw SipErrors.Invalid("missing sip callee number");
        if (request.SipCallTo.Contains('@', StringComparison.Ordinal))
            throw SipErrors.Invalid("SipCallTo should be a phone number or SIP user, not a full SIP URI");
        if (request.RoomName.Length == 0)
            throw SipErrors.Invalid("missing room name");
    }
}

/// <summary>A phone call that is in a room.</summary>
internal interface ISipCall
{
    string SipCallId { get; }

    /// <summary>Gets the room the call is in, or will be once its participant has joined.</summary>
    string RoomName { get; }

    /// <summary>Gets whether the call has ended, though the service may still be clearing up after it.</summary>
    bool IsOver { get; }

    /// <summary>Gets the call as it is listed when it is found still going on.</summary>
    string Description { get; }

    Task TransferAsync(Protocol.TransferSIPParticipantRequest request);
}
