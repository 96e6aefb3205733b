namespace WarmTransfer.Generators;

/// <summary>A <c>[TransferTool]</c> method.</summary>
internal sealed record ToolModel
{
    /// <summary>The name the model calls it by.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, for the model; null when nothing says so.</summary>
    public required string? Description { get; init; }

    /// <summary>The method's name, as it is called (<c>@class</c> for a keyword).</summary>
    public required string MethodName { get; init; }

    /// <summary>The generated class's name, unique among the agent's members.</summary>
    public required string ClassName { get; init; }

    public required bool IsStatic { get; init; }

    /// <summary>The base class the method is called through, with <c>global::</c>; null when the agent itself will do.</summary>
    public string? CalledThrough { get; init; }

    /// <summary>Calling the method warns that it is obsolete.</summary>
    public required bool IsObsolete { get; init; }

    /// <summary>The schema is closed, and arguments it does not have are refused.</summary>
    public required bool IsStrict { get; init; }

    public required BuiltIn Replaces { get; init; }

    /// <summary>Every parameter, in the order of the call.</summary>
    public required EquatableArray<ParameterModel> Parameters { get; init; }

    public required ReturnModel Return { get; init; }

    /// <summary>The enums its parameters and result mention.</summary>
    public required EquatableArray<EnumModel> Enums { get; init; }

    /// <summary>The classes and records its parameters mention.</summary>
    public required EquatableArray<ObjectModel> Inputs { get; init; }

    /// <summary>The classes and records its result mentions.</summary>
    public required EquatableArray<ObjectModel> Objects { get; init; }
}
