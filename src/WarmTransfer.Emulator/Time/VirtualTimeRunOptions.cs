namespace WarmTransfer.Emulator;

/// <summary>How <see cref="VirtualTime.Run(Func{Task}, VirtualTimeRunOptions?)"/> moves the clock.</summary>
public sealed record VirtualTimeRunOptions
{
    private readonly double? _speed;
    private readonly TimeSpan _limit = TimeSpan.FromHours(1);

    /// <summary>Gets the pace: 1 is real time, 10 ten times as fast. Default: unset, which jumps from timer to timer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not more than zero, or not finite.</exception>
    public double? Speed
    {
        get => _speed;
        init
        {
            if (value is { } speed && !(speed > 0 && double.IsFinite(speed)))
                throw new ArgumentOutOfRangeException(nameof(value), value, "A virtual clock's speed is a finite number greater than zero; leave it unset to run as fast as possible.");
            _speed = value;
        }
    }

    /// <summary>Gets the most virtual time one run may take, so that code that never ends fails instead. Default: one hour.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not more than zero.</exception>
    public TimeSpan Limit
    {
        get => _limit;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            _limit = value;
        }
    }
}
