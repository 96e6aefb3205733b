namespace WarmTransfer.Generators;

/// <summary>An enum and the names its members have in JSON.</summary>
internal sealed record EnumModel
{
    /// <summary>With <c>global::</c>.</summary>
    public required string TypeName { get; init; }

    public required string SimpleName { get; init; }

    /// <summary>The type is private to the agent: what names it must be nested in it.</summary>
    public required bool IsPrivate { get; init; }

    public required EquatableArray<EnumMemberModel> Members { get; init; }

    /// <summary>The generated table's name; empty until the agent gives it one.</summary>
    public string HelperName { get; init; } = "";
}

/// <summary>A member of an enum.</summary>
/// <param name="Name">As C#, escaped where it is a keyword.</param>
/// <param name="JsonName">As JSON.</param>
internal sealed record EnumMemberModel(string Name, string JsonName);
