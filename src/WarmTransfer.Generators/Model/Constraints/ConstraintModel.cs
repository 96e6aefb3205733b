namespace WarmTransfer.Generators;

/// <summary>What one attribute asks of a value beyond its type.</summary>
internal abstract record ConstraintModel;
