namespace WarmTransfer.Emulator;

/// <summary>What stands behind a participant and hears of its room: a connection, or a phone call.</summary>
internal interface IParticipantEndpoint
{
    /// <summary>Takes note of an event; called in order, one at a time, without any lock held.</summary>
    void Receive(RoomEvent roomEvent);
}
