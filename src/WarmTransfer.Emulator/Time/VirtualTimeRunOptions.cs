namespace WarmTransfer.Emulator;

/// <summary>How <see cref="VirtualTime.Run(Func{Task}, VirtualTimeRunOptions?)"/> moves the clock. Checked, and read, when the run begins.</summary>
public sealed class VirtualTimeRunOptions
{
    /// <summary>Gets or sets the pace: 1 is real time, 10 ten times as fast; a finite number greater than zero. Default: unset, which jumps from timer to timer.</summary>
    public double? Speed { get; set; }

    /// <summary>Gets or sets the most virtual time one run may take, so that code that never ends fails instead. More than zero. Default: one hour.</summary>
    public TimeSpan Limit { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Gets or sets how long, in real time, the clock waits for one piece of the application's real work (a tool, the chat
    /// client, a handler), so that one that never ends fails the run and is named. More than zero, up to one day. Default: 30 s.
    /// </summary>
    public TimeSpan RealTimeLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <exception cref="ArgumentException">A value cannot be used; the message lists every one.</exception>
    internal VirtualTimeRunOptions Checked()
    {
        List<string> errors = [];
        if (Speed is { } speed && !(speed > 0 && double.IsFinite(speed)))
            errors.Add($"{nameof(Speed)} is {speed}; expected a finite number greater than zero, or unset to run as fast as possible.");
        if (Limit <= TimeSpan.Zero)
            errors.Add($"{nameof(Limit)} is {Limit}; expected more than zero.");
        if (RealTimeLimit <= TimeSpan.Zero || RealTimeLimit > TimeSpan.FromDays(1))
            errors.Add($"{nameof(RealTimeLimit)} is {RealTimeLimit}; expected more than zero, up to one day.");
        return errors.Count == 0
            ? new VirtualTimeRunOptions { Speed = Speed, Limit = Limit, RealTimeLimit = RealTimeLimit }
            : throw new ArgumentException("The clock cannot run like that. " + string.Join(' ', errors), "options");
    }
}
