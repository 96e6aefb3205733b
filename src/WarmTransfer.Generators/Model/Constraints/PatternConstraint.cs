namespace WarmTransfer.Generators;

/// <summary>All of a text must match a regular expression.</summary>
internal sealed record PatternConstraint(string Pattern) : ConstraintModel;
