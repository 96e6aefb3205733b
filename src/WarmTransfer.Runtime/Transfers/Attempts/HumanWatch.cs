namespace WarmTransfer;

/// <summary>Watches what the human does, by word or by key, and the AI's own connection to their room.</summary>
/// <remarks>A word or a key is told to the decision at once, and not by way of the attempt's loop: that very word may be answered by the tool call that accepts.</remarks>
internal sealed class HumanWatch : IDisposable
{
    private readonly TransferSettings _settings;
    private readonly HumanDecision _decision;
    private readonly Action<AttemptMessage> _post;
    private readonly IDisposable _session;
    private readonly IDisposable _room;

    public HumanWatch(ConsultRoom consult, TransferSettings settings, HumanDecision decision, Action<AttemptMessage> post)
    {
        _settings = settings;
        _decision = decision;
        _post = post;
        _session = consult.Session.Observe(OnSessionEvent);
        _room = consult.Room.Observe(OnRoomEvent);
    }

    public void OnLegEvent(LegEvent happened)
    {
        if (happened is LegEvent.Key key)
            OnKey(key.Digit);
        else
            _post(new AttemptMessage.LegReported(happened));
    }

    public void Dispose()
    {
        _session.Dispose();
        _room.Dispose();
    }

    // A mailbox presses nothing: someone who presses a key is there, as someone who speaks is.
    private void OnKey(char digit)
    {
        OnHumanSpoke();
        if (digit == _settings.AcceptDigit)
            _decision.TryMake(new Decision(ConsultDecision.Accept, ByKey: true));
        else if (digit == _settings.DeclineDigit)
            _decision.TryMake(new Decision(ConsultDecision.Decline, $"pressed {digit}", ByKey: true));
    }

    private void OnHumanSpoke()
    {
        _decision.HumanHasSpoken();
        _post(new AttemptMessage.HumanSpoke());
    }

    private void OnSessionEvent(CallSessionEvent happened)
    {
        if (happened is CallSessionEvent.PartySpoke)
            OnHumanSpoke();
        else if (happened is CallSessionEvent.AgentSpoke)
            _post(new AttemptMessage.AgentSpoke());
    }

    private void OnRoomEvent(RoomEvent happened)
    {
        if (happened is RoomEvent.Disconnected disconnected)
            _post(new AttemptMessage.RoomLost(disconnected.Reason));
    }
}
