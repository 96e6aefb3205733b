namespace WarmTransfer.Generators;

/// <summary>A number must lie between bounds, of which there is at least one.</summary>
internal sealed record NumberRangeConstraint : ConstraintModel
{
    public required NumberBound? Minimum { get; init; }

    public required NumberBound? Maximum { get; init; }
}

/// <summary>One end of a range of numbers.</summary>
/// <param name="Digits">The number, in the invariant culture. Kept as text because 0.1 and 0.10 are equal, and yet not written alike.</param>
/// <param name="IsExclusive">The number itself is outside.</param>
/// <param name="IsImplied">The type has no value beyond it, so there is nothing to check.</param>
internal sealed record NumberBound(string Digits, bool IsExclusive, bool IsImplied);
