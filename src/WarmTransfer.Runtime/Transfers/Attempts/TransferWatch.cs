namespace WarmTransfer;

/// <summary>Watches the caller, the human and their conversation, and tells the transfer's loop what happens. By identity, whoever else comes and goes.</summary>
internal sealed class TransferWatch(ICallerLeg caller, TransferSettings settings, ConsultControl control, Action<TransferMessage> post) : IDisposable
{
    private readonly List<IDisposable> _observations = [];

    public void ObserveCaller() => _observations.Add(caller.Room.Observe(OnCallerRoomEvent));

    public void ObserveHuman(ConsultRoom consult)
    {
        _observations.Add(consult.Session.Observe(OnSessionEvent));
        _observations.Add(consult.Room.Observe(roomEvent => OnConsultRoomEvent(roomEvent, consult.HumanIdentity)));
    }

    public void Dispose() => _observations.ForEach(observation => observation.Dispose());

    private void OnCallerRoomEvent(RoomEvent roomEvent)
    {
        // A caller who comes back under the same identity, on another connection, has not left.
        if (roomEvent is RoomEvent.ParticipantLeft left && left.Participant.Identity == caller.CallerIdentity && !caller.Room.Contains(caller.CallerIdentity))
            post(new TransferMessage.CallerLeft(left.Participant.DisconnectReason));
        else if (roomEvent is RoomEvent.Disconnected disconnected)
            post(new TransferMessage.CallerLeft(disconnected.Reason));
    }

    private void OnConsultRoomEvent(RoomEvent roomEvent, string humanIdentity)
    {
        switch (roomEvent)
        {
            case RoomEvent.ParticipantJoined { Participant: var joined } when joined.Identity == humanIdentity:
                PostCallStatus(joined);
                break;
            case RoomEvent.AttributesChanged { Participant: var changed } when changed.Identity == humanIdentity:
                PostCallStatus(changed);
                break;
            case RoomEvent.ParticipantLeft { Participant: var left } when left.Identity == humanIdentity:
                post(new TransferMessage.HumanLeft(left.DisconnectReason));
                break;
            case RoomEvent.DtmfReceived pressed when pressed.ParticipantIdentity == humanIdentity:
                OnKey(pressed.Digit);
                break;
            case RoomEvent.Disconnected disconnected:
                post(new TransferMessage.ConsultRoomLost(disconnected.Reason));
                break;
        }
    }

    // A mailbox presses nothing: whoever presses a key is there, as one who speaks is.
    private void OnKey(char digit)
    {
        control.HumanHasSpoken();
        post(new TransferMessage.HumanSpoke());
        if (digit == settings.AcceptDigit)
            control.DecideByKey(ConsultDecision.Accept, digit);
        else if (digit == settings.DeclineDigit)
            control.DecideByKey(ConsultDecision.Decline, digit);
    }

    private void PostCallStatus(ParticipantInfo human)
    {
        if (human.GetAttribute(SipAttributes.CallStatus) is { } status)
            post(new TransferMessage.CallStatusChanged(status));
    }

    private void OnSessionEvent(CallSessionEvent sessionEvent)
    {
        switch (sessionEvent)
        {
            case CallSessionEvent.PartySpoke:
                // Told at once: these very words may be answered by the tool call that accepts.
                control.HumanHasSpoken();
                post(new TransferMessage.HumanSpoke());
                break;
            case CallSessionEvent.AgentSpoke:
                post(new TransferMessage.AgentSpoke());
                break;
        }
    }
}
