namespace WarmTransfer.Generators;

/// <summary>A date, time or duration must lie between two bounds.</summary>
internal sealed record MomentRangeConstraint : ConstraintModel
{
    public required MomentBound Minimum { get; init; }

    public required MomentBound Maximum { get; init; }
}

/// <summary>One end of a range of dates, times or durations.</summary>
/// <param name="Ticks">Of 100 ns: since midnight, 0001-01-01 or, with an offset, that day in UTC; of a duration, all of it.</param>
/// <param name="IsExclusive">The moment itself is outside.</param>
internal sealed record MomentBound(long Ticks, bool IsExclusive);
