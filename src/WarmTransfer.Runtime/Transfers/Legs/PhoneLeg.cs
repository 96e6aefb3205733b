using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>A human on a phone: one SIP call, whose request and whose participant in the consult room are both listened to.</summary>
internal sealed class PhoneLeg : IHumanLeg
{
    private readonly Lock _lock = new();
    private readonly CreateSipParticipantRequest _request;
    private readonly IRoom _room;
    private readonly Action<LegEvent> _report;
    private readonly PhoneDial _dial;
    private IDisposable? _observation;
    private bool _rang;
    private bool _hasLeft;
    private bool _answerIsLost;

    /// <param name="caller">The side that is on hold.</param>
    /// <param name="settings">Who is called, and how.</param>
    /// <param name="consult">The room the call is made into.</param>
    /// <param name="logger">Where a phone that cannot be hung up is logged.</param>
    /// <param name="report">Is told what happens. It must not block.</param>
    public PhoneLeg(ICallerLeg caller, TransferSettings settings, ConsultRoom consult, ILogger logger, Action<LegEvent> report)
    {
        _request = new CreateSipParticipantRequest
        {
            RoomName = consult.Name,
            ParticipantIdentity = consult.HumanIdentity,
            ParticipantName = "Human agent",
            CallTo = settings.DialString,
            TrunkId = settings.SipTrunkId,
            Connection = settings.SipConnection,
            FromNumber = settings.SipNumber,
            Headers = settings.SipHeaders,
            Dtmf = settings.Dtmf,
            RingingTimeout = settings.RingingTimeout,
        };
        _room = consult.Room;
        _report = report;
        _dial = new PhoneDial(caller.LiveKit.Server, _request, _room, caller.TimeProvider, logger);
    }

    public string Identity => _request.ParticipantIdentity;

    public bool IsPresent => _room.Contains(Identity);

    public void Call()
    {
        _observation = _room.Observe(OnRoomEvent);
        _ = DialAsync();
    }

    public Task HangUpAsync(CancellationToken cancellationToken) => _dial.HangUpAsync(cancellationToken);

    public IReadOnlyList<IMergeWay> WaysToMerge(ICallerLeg caller) =>
    [
        new MoveMerge(caller, _request.RoomName, this, _dial),
        new BridgeMerge(caller, _room, Identity),
    ];

    public void Dispose() => _observation?.Dispose();

    private async Task DialAsync()
    {
        try
        {
            var dialled = await _dial.DialAsync();
            _report(new LegEvent.Answered { Evidence = new LegEvidence { SipCallId = dialled.SipCallId } });
        }
        catch (Exception exception)
        {
            OnDialFailed(exception);
        }
    }

    private void OnDialFailed(Exception error)
    {
        var failure = error as LiveKitException;
        var evidence = new LegEvidence { Error = error.Message, SipStatusCode = failure?.SipStatusCode, SipStatus = failure?.SipStatus };
        lock (_lock)
        {
            // Nothing was answered, yet the phone is in the room: it rings, and what it does next counts.
            _answerIsLost = failure is { Code: TwirpErrorCode.None } && !_hasLeft && IsPresent;
            _report(_answerIsLost
                ? new LegEvent.Noted { Evidence = evidence }
                : new LegEvent.Failed(DialOutcome.Of(failure, _rang), error) { Evidence = evidence });
        }
    }

    private void OnRoomEvent(RoomEvent happened)
    {
        switch (happened)
        {
            case RoomEvent.ParticipantJoined { Participant: var joined } when joined.Identity == Identity:
                OnStatus(joined.GetAttribute(SipAttributes.CallStatus));
                break;
            case RoomEvent.AttributesChanged { Participant: var changed } when changed.Identity == Identity:
                OnStatus(changed.GetAttribute(SipAttributes.CallStatus));
                break;
            case RoomEvent.DtmfReceived pressed when pressed.ParticipantIdentity == Identity:
                _report(new LegEvent.Key(pressed.Digit));
                break;
            default:
                if (PartyWatch.Departure(_room, Identity, happened) is { } reason)
                    OnLeft(reason);
                break;
        }
    }

    private void OnStatus(string? status)
    {
        if (status is null)
            return;

        var evidence = new LegEvidence { CallStatus = status };
        lock (_lock)
        {
            _rang |= status == SipAttributes.CallStatusRinging;
            _report(status switch
            {
                SipAttributes.CallStatusRinging => new LegEvent.Alerting { Evidence = evidence },
                // The request's own answer can be late, or lost.
                SipAttributes.CallStatusActive => new LegEvent.Answered { Evidence = evidence },
                _ => new LegEvent.Noted { Evidence = evidence },
            });
        }
    }

    // The answer to the request says why, a moment later; unless that answer is not coming.
    private void OnLeft(DisconnectReason reason)
    {
        lock (_lock)
        {
            _hasLeft = true;
            _report(new LegEvent.Left(reason));
            if (_answerIsLost)
                _report(new LegEvent.Failed(DialOutcome.Of(reason, _rang), null));
        }
    }
}
