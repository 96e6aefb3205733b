namespace WarmTransfer.Generators;

/// <summary>Only these values are allowed.</summary>
internal sealed record AllowedValuesConstraint(EquatableArray<ConstantModel> Values) : ConstraintModel;
