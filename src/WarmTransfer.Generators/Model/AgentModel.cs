namespace WarmTransfer.Generators;

/// <summary>A <c>[TransferAgent]</c> class: what its generated file is written from.</summary>
internal sealed record AgentModel
{
    /// <summary>The namespace, or null for the global one.</summary>
    public required string? Namespace { get; init; }

    /// <summary>The types the class is nested in, outermost first.</summary>
    public required EquatableArray<TypeHeader> ContainingTypes { get; init; }

    public required TypeHeader Type { get; init; }

    /// <summary>The class's name with <c>global::</c>, as an expression or a type.</summary>
    public required string TypeName { get; init; }

    /// <summary>The generated file's name.</summary>
    public required string HintName { get; init; }

    public required DefinitionModel Definition { get; init; }

    /// <summary>The class derives from another agent, whose generated members it hides.</summary>
    public required bool HidesBaseAgent { get; init; }

    public required EquatableArray<ToolModel> Tools { get; init; }

    /// <summary>The built-in tools no method takes the place of, in the order they are offered.</summary>
    public required EquatableArray<BuiltIn> BuiltIns { get; init; }

    /// <summary>Every enum the tools read or write, once.</summary>
    public required EquatableArray<EnumModel> Enums { get; init; }

    /// <summary>The constraints of every parameter, and of every property of what the tools read, once.</summary>
    public required EquatableArray<ConstraintSetModel> Constraints { get; init; }

    /// <summary>Every class or record the tools read, once.</summary>
    public required EquatableArray<ObjectModel> Inputs { get; init; }

    /// <summary>Every class or record the tools write, once.</summary>
    public required EquatableArray<ObjectModel> Objects { get; init; }
}
