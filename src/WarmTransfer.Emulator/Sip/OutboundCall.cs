namespace WarmTransfer.Emulator;

/// <summary>A call the SIP service places: from the request, through dialling and the answer, to its end.</summary>
/// <remarks>
/// Its steps run one after the other in <see cref="RunAsync"/>. Whatever ends its participant cancels <c>_ended</c>, and
/// with it the step that is under way; a client that stops waiting ends nothing. This file: joining and ending; the other:
/// ringing and being answered.
/// </remarks>
internal sealed partial class OutboundCall : ISipCall, IParticipantEndpoint, IPersonLine
{
    private readonly RoomDirectory _rooms;
    private readonly SipTiming _timing;
    private readonly Protocol.CreateSIPParticipantRequest _request;
    private readonly SipTrunk _trunk;
    private readonly CallAttributes _attributes;
    private readonly Phone? _phone;
    private readonly Action<ISipCall> _forget;
    private readonly CancellationTokenSource _ended = new();

    private readonly Signal<Protocol.SIPParticipantInfo> _answer = new();
    private readonly Signal<int> _response = new();
    private readonly Signal<PhoneCallEnd> _farEnd = new();
    private LiveParticipant? _participant;
    private EmulatedVoice? _voice;

    public OutboundCall(RoomDirectory rooms, PhoneBook phones, SipTiming timing, Protocol.CreateSIPParticipantRequest request, SipTrunk trunk, Action<ISipCall> forget)
    {
        _rooms = rooms;
        _timing = timing;
        _request = request;
        _trunk = trunk;
        _attributes = new CallAttributes(request, trunk);
        _forget = forget;
        _phone = phones.Find(request.SipCallTo, trunk.Address);
        var identity = request.ParticipantIdentity.Length > 0 ? request.ParticipantIdentity : "sip_" + request.SipCallTo;
        Call = new PhoneCall(request.SipCallTo, identity, rooms.Ids.Next("SCL_"))
        {
            FromNumber = trunk.FromNumber,
            DisplayName = request.HasDisplayName ? request.DisplayName : null,
            Headers = Merge(trunk.Headers, request.Headers),
        };
    }

    public PhoneCall Call { get; }

    public string SipCallId => Call.SipCallId;

    public string RoomName => _participant?.Room.Name ?? _request.RoomName;

    public bool IsOver => Call.Status == PhoneCallStatus.Over;

    public string Description => $"call {SipCallId} to {Call.Number}, {Call.Status}, '{Call.Identity}' in room '{RoomName}'";

    /// <summary>Gets the answer to the request that placed the call.</summary>
    public Task<Protocol.SIPParticipantInfo> Answer => _answer.Task;

    private DateTimeOffset Now => _rooms.Time.GetUtcNow();

    public void Start()
    {
        Call.SetStatus(PhoneCallStatus.Placed, Now);
        _ = RunAsync();
    }

    public void Receive(RoomEvent roomEvent)
    {
        switch (roomEvent)
        {
            case RoomEvent.Disconnected disconnected:
                Finish(Call.Status == PhoneCallStatus.Answered ? PhoneCallEnd.HungUpByLiveKit : PhoneCallEnd.Cancelled, disconnected.Reason);
                break;
            case RoomEvent.Moved moved:
                Call.EnterRoom(moved.RoomName);
                break;
            case RoomEvent.TextReceived text:
                _voice?.Receive(text.Text);
                break;
            case RoomEvent.DtmfReceived pressed:
                Call.ReceiveDtmf(pressed.Digit);
                break;
        }
    }

    public Task TransferAsync(Protocol.TransferSIPParticipantRequest request) =>
        SipTransfer.RunAsync(_phone!.Transfer, _rooms.Time, _ended.Token, () =>
        {
            Call.SetTransferredTo(request.TransferTo);
            _farEnd.TrySet(PhoneCallEnd.Transferred);
        });

    void IPersonLine.Respond(int sipStatus) => _response.TrySet(sipStatus);

    Task IPersonLine.DoAsync(PhoneAction action) => _voice!.DoAsync([action]);

    void IPersonLine.Press(char digit) => _voice!.Press(digit);

    void IPersonLine.HangUp() => HangUp();

    private void HangUp() => _farEnd.TrySet(PhoneCallEnd.HungUpByPhone);

    private async Task RunAsync()
    {
        try
        {
            await JoinAsync();
            await AnswerAsync(await InviteAsync());
            await HangUpAsync(await _farEnd.Task.WaitAsync(_ended.Token));
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The participant is gone: removed, replaced, or its room deleted.
            Fail(SipErrors.Cancelled());
        }
        catch (TwirpException exception)
        {
            Fail(exception);
        }
        finally
        {
            _forget(this);
        }
    }

    private async Task JoinAsync()
    {
        await Task.Delay(_timing.Join, _rooms.Time);
        var participant = _rooms.Join(new JoinRequest
        {
            Room = _request.RoomName,
            Identity = Call.Identity,
            Name = _request.ParticipantName,
            Metadata = _request.ParticipantMetadata,
            Kind = ParticipantKind.Sip,
            Attributes = _attributes.WhenJoining(SipCallId),
            Permissions = new ParticipantPermissions { CanUpdateMetadata = true },
            State = ParticipantState.Joining,
        }, this);
        _participant = participant;
        Call.EnterRoom(_request.RoomName);

        await DelayAsync(_timing.Joining);
        _rooms.SetState(participant, ParticipantState.Joined);
        await DelayAsync(_timing.Joined);
        _rooms.Change(() =>
        {
            _rooms.SetState(participant, ParticipantState.Active);
            _rooms.SetAttributes(participant, _attributes.WhenDialing());
        });
        Call.SetStatus(PhoneCallStatus.Dialing, Now);
        _voice = new EmulatedVoice(_rooms, participant, Call.Recording, _phone ?? Phone.Rejects(404), HangUp, _ended.Token);
        _ = PublishAsync(_voice);
        if (!_request.WaitUntilAnswered)
            Succeed();
    }

    // Not by an exception, when the call is over before: that would cost more than all the rest of the call.
    private async Task PublishAsync(EmulatedVoice voice)
    {
        await DelayAsync(_timing.Media).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (!_ended.IsCancellationRequested)
            voice.Publish(Call.Identity);
    }

    private async Task HangUpAsync(PhoneCallEnd end)
    {
        SetCallStatus(SipAttributes.CallStatusHangup);
        await DelayAsync(_timing.Hangup);
        var reason = end == PhoneCallEnd.MediaLost ? DisconnectReason.MediaFailure : DisconnectReason.ClientInitiated;
        Finish(end, reason);
        _rooms.Leave(_participant!, (Protocol.DisconnectReason)reason);
    }

    private void Succeed() => _answer.TrySet(new Protocol.SIPParticipantInfo
    {
        ParticipantId = _participant!.Info.Sid,
        ParticipantIdentity = Call.Identity,
        RoomName = _request.RoomName,
        SipCallId = SipCallId,
    });

    private void Fail(TwirpException failure)
    {
        var reason = Call.SipStatus switch
        {
            486 => DisconnectReason.UserRejected,
            480 => DisconnectReason.UserUnavailable,
            _ => DisconnectReason.ClientInitiated,
        };
        Finish(Call.SipStatus is >= 300 ? PhoneCallEnd.Rejected : failure.Code == "canceled" ? PhoneCallEnd.Cancelled : PhoneCallEnd.Failed, reason);
        if (_participant is { } participant)
            _rooms.Leave(participant, (Protocol.DisconnectReason)reason);
        _answer.TryFail(failure);
    }

    private void Finish(PhoneCallEnd end, DisconnectReason reason)
    {
        if (Call.Status == PhoneCallStatus.Over)
            return;
        Call.Finish(end, reason, Now);
        _voice?.Stop();
        _forget(this);
        _ended.Cancel();
        _phone?.Live?.EndCall(this);
    }

    private void SetStatus(PhoneCallStatus status, string callStatus)
    {
        Call.SetStatus(status, Now);
        SetCallStatus(callStatus);
    }

    private void SetCallStatus(string status) =>
        _rooms.SetAttributes(_participant!, [new(SipAttributes.CallStatus, status)]);

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> trunk, IReadOnlyDictionary<string, string> request)
    {
        var merged = trunk.ToDictionary();
        foreach (var (name, value) in request)
            merged[name] = value;
        return merged;
    }

    private Task DelayAsync(TimeSpan delay) => Task.Delay(delay, _rooms.Time, _ended.Token);
}
