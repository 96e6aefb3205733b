namespace WarmTransfer.Generators;

/// <summary>A class, record or struct that is a JSON object: one that is written, or one that is read.</summary>
internal sealed record ObjectModel
{
    /// <summary>With <c>global::</c>.</summary>
    public required string TypeName { get; init; }

    public required string SimpleName { get; init; }

    /// <summary>The type is private to the agent: what names it must be nested in it.</summary>
    public required bool IsPrivate { get; init; }

    /// <summary>Properties it does not have are refused.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Of one that is read, the constructor's parameters come first, in their order.</summary>
    public required EquatableArray<PropertyModel> Properties { get; init; }

    /// <summary>The generated writer's or reader's name; empty until the agent gives it one.</summary>
    public string HelperName { get; init; } = "";
}
