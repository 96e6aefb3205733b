namespace WarmTransfer.Generators;

/// <summary>All values but these are allowed.</summary>
internal sealed record DeniedValuesConstraint(EquatableArray<ConstantModel> Values) : ConstraintModel;
