namespace WarmTransfer.Emulator;

/// <summary>Which of the requests to a method a fault affects. Default: each.</summary>
public sealed record FaultSchedule
{
    /// <summary>Gets the schedule of a fault that affects every request, until it is removed.</summary>
    public static FaultSchedule Always { get; } = new();

    /// <summary>Gets how many requests go by from one to the next: 1 for each, 3 for the third, the sixth, and so on. Default 1.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Gets how many requests it affects in all: one or more. Default <see langword="null"/>: no end.</summary>
    public int? Times { get; init; }
}
