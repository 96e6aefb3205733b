using System.Globalization;

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

    /// <summary>Makes a copy, which later changes do not touch.</summary>
    internal VirtualTimeRunOptions Copy() => (VirtualTimeRunOptions)MemberwiseClone();

    /// <summary>Says what is wrong with the values, all of it at once; empty when they can be used.</summary>
    internal IReadOnlyList<string> FindErrors()
    {
        List<string> errors = [];
        if (Speed is { } speed && !(speed > 0 && double.IsFinite(speed)))
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(Speed)} is {speed}; expected a finite number greater than zero, or unset to run as fast as possible."));
        if (Limit <= TimeSpan.Zero)
            errors.Add($"{nameof(Limit)} is {Limit}; expected more than zero.");
        if (RealTimeLimit <= TimeSpan.Zero || RealTimeLimit > TimeSpan.FromDays(1))
            errors.Add($"{nameof(RealTimeLimit)} is {RealTimeLimit}; expected more than zero, up to one day.");
        return errors;
    }
}
