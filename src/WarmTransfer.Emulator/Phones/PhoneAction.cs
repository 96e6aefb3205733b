namespace WarmTransfer.Emulator;

/// <summary>Something a scripted person does on a call. A closed set.</summary>
public abstract record PhoneAction
{
    private PhoneAction()
    {
    }

    /// <summary>Says a line: its words as text when it is over, and a tone on the microphone while it lasts, 60 ms a character and at most 10 s.</summary>
    /// <param name="Text">The line.</param>
    public sealed record Say(string Text) : PhoneAction;

    /// <summary>Says nothing for a while.</summary>
    /// <param name="Duration">How long: zero or more.</param>
    public sealed record Wait(TimeSpan Duration) : PhoneAction;

    /// <summary>Presses keys, four a second.</summary>
    /// <param name="Digits">The keys: <c>0-9 A-D * #</c>.</param>
    public sealed record Press(string Digits) : PhoneAction;

    /// <summary>Hangs up.</summary>
    public sealed record HangUp : PhoneAction;

    /// <summary>Beeps: 1 kHz on the microphone for half a second, as a mailbox does before it records.</summary>
    public sealed record Beep : PhoneAction;
}
