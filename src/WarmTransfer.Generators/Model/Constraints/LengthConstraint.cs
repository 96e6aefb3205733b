namespace WarmTransfer.Generators;

/// <summary>Text, bytes, a list or a dictionary must be of a length.</summary>
/// <param name="Minimum">The least, above zero; null for none.</param>
/// <param name="Maximum">The most; null for none.</param>
internal sealed record LengthConstraint(int? Minimum, int? Maximum) : ConstraintModel;
