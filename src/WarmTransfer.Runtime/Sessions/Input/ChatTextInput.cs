namespace WarmTransfer;

/// <summary>What the party writes on <see cref="TextTopics.Chat"/>, while the switch is on: each text interrupts, and is a turn.</summary>
internal sealed class ChatTextInput(SessionParty party, SessionSwitches switches) : IPartyInput
{
    public IDisposable Listen(IPartyListener listener) => party.Room.Observe(roomEvent =>
    {
        if (roomEvent is not RoomEvent.TextReceived { Text: { Topic: TextTopics.Chat } text } || text.ParticipantIdentity != party.Identity || !switches.Current.InputText)
            return;

        listener.OnInterrupted();
        listener.OnTurn(text.Text);
    });
}
