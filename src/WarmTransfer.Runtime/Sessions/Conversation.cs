using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>Takes up what the party does: its turns enter the history and are answered, its interruptions and its leaving cut short what is being said.</summary>
internal sealed class Conversation(
    SessionParty party, IPartyInput input, SpeechOutput speech, ReplyQueue? answers, ChatHistory history, ObserverList<CallSessionEvent> observers) : IPartyListener
{
    private readonly Lock _lock = new();
    private IDisposable[] _observations = [];
    private bool _hasEnded;

    /// <summary>Listens to the party from now on.</summary>
    public void Begin()
    {
        IDisposable[] observations = [input.Listen(this), party.Room.Observe(OnRoomEvent)];
        lock (_lock)
        {
            if (!_hasEnded)
            {
                _observations = observations;
                return;
            }
        }

        // Ended from another thread in between.
        Stop(observations);
    }

    /// <summary>Does not listen any more, for good.</summary>
    public void End()
    {
        lock (_lock)
            _hasEnded = true;

        Stop(_observations);
    }

    public void OnInterrupted() => speech.Cut();

    public void OnTurn(string text)
    {
        history.Add(new ChatMessage(ChatRole.User, text));
        observers.Raise(new CallSessionEvent.PartySpoke(text));
        answers?.AnswerSoon();
    }

    private void OnRoomEvent(RoomEvent roomEvent)
    {
        CallSessionEvent? end = PartyWatch.Departure(party.Room, party.Identity, roomEvent) is { } reason
            ? new CallSessionEvent.PartyLeft(reason)
            : roomEvent is RoomEvent.Disconnected disconnected ? new CallSessionEvent.RoomLost(disconnected.Reason) : null;
        if (end is null)
            return;

        speech.Cut();
        observers.Raise(end);
    }

    private static void Stop(IDisposable[] observations)
    {
        foreach (IDisposable observation in observations)
            observation.Dispose();
    }
}
