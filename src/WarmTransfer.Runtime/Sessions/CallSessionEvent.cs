namespace WarmTransfer;

/// <summary>Something that happened in a <see cref="CallSession"/>. A closed set.</summary>
public abstract record CallSessionEvent
{
    private CallSessionEvent()
    {
    }

    /// <summary>The party said or wrote something, and the session was listening.</summary>
    /// <param name="Text">What.</param>
    public sealed record PartySpoke(string Text) : CallSessionEvent;

    /// <summary>The AI said something; the party has all of it.</summary>
    /// <param name="Text">What was said.</param>
    /// <param name="Interrupted">Whether it was cut short.</param>
    public sealed record AgentSpoke(string Text, bool Interrupted) : CallSessionEvent;

    /// <summary>A tool the model called has returned.</summary>
    /// <param name="Name">The name the model called.</param>
    /// <param name="Succeeded">False when it failed, was cancelled, or there is no such tool.</param>
    public sealed record ToolCalled(string Name, bool Succeeded) : CallSessionEvent;

    /// <summary>A reply could not be made or delivered; the session goes on.</summary>
    /// <param name="Exception">What the chat client or the room threw.</param>
    public sealed record ReplyFailed(Exception Exception) : CallSessionEvent;

    /// <summary>The party left the room.</summary>
    /// <param name="Reason">Why, as the server says.</param>
    public sealed record PartyLeft(DisconnectReason Reason) : CallSessionEvent;

    /// <summary>The session's own connection to the room ended: nothing can be heard or said any more.</summary>
    /// <param name="Reason">Why, as the server says.</param>
    public sealed record RoomLost(DisconnectReason Reason) : CallSessionEvent;
}
