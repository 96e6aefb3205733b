namespace WarmTransfer.Generators;

/// <summary>A class, record or struct written as a JSON object.</summary>
internal sealed record ObjectModel
{
    /// <summary>With <c>global::</c>.</summary>
    public required string TypeName { get; init; }

    public required string SimpleName { get; init; }

    /// <summary>The type is private to the agent: what names it must be nested in it.</summary>
    public required bool IsPrivate { get; init; }

    public required EquatableArray<PropertyModel> Properties { get; init; }

    /// <summary>The generated writer's name; empty until the agent gives it one.</summary>
    public string HelperName { get; init; } = "";
}

/// <summary>A property of an object.</summary>
/// <param name="Name">As C#, escaped where it is a keyword.</param>
/// <param name="JsonName">As JSON.</param>
/// <param name="Value">Its type.</param>
internal sealed record PropertyModel(string Name, string JsonName, ValueModel Value);
