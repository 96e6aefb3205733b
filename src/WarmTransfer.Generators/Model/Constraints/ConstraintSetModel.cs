namespace WarmTransfer.Generators;

/// <summary>What a value must be beyond its type: all constraints of one parameter or property.</summary>
internal sealed record ConstraintSetModel
{
    /// <summary>The type of the value, with <c>global::</c>.</summary>
    public required string TypeName { get; init; }

    public required ValueKind Kind { get; init; }

    /// <summary>The name of the parameter or property.</summary>
    public required string SimpleName { get; init; }

    /// <summary>The type is private to the agent: what names it must be nested in it.</summary>
    public required bool IsPrivate { get; init; }

    /// <summary>In the order of the attributes; at least one.</summary>
    public required EquatableArray<ConstraintModel> Constraints { get; init; }

    /// <summary>The generated type's name; empty until the agent gives it one.</summary>
    public string HelperName { get; init; } = "";

    /// <summary>There is a list of the only values that are allowed.</summary>
    public bool HasAllowedValues => Constraints.Any(constraint => constraint is AllowedValuesConstraint);
}
