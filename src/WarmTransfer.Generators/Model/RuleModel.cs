namespace WarmTransfer.Generators;

/// <summary>What a value must be beyond its type: all constraints of one parameter or property.</summary>
internal sealed record RuleModel
{
    /// <summary>The type of the value, with <c>global::</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>The name of the parameter or property.</summary>
    public required string SimpleName { get; init; }

    /// <summary>The type is private to the agent: what names it must be nested in it.</summary>
    public required bool IsPrivate { get; init; }

    /// <summary>What the value must be, for the model.</summary>
    public required string Expected { get; init; }

    /// <summary>What is asked of <c>value</c>, as C# conditions.</summary>
    public required EquatableArray<string> Conditions { get; init; }

    /// <summary>The regular expressions the conditions use, as <c>Pattern0</c>, <c>Pattern1</c>.</summary>
    public required EquatableArray<string> Patterns { get; init; }

    /// <summary>The keywords of the JSON schema.</summary>
    public required EquatableArray<string> Keywords { get; init; }

    /// <summary>What no keyword says, as a sentence for the description; null when the keywords say all.</summary>
    public required string? Remark { get; init; }

    /// <summary>The same for a strict schema, which has fewer keywords.</summary>
    public required string? StrictRemark { get; init; }

    /// <summary>The only values that are allowed, as JSON; empty when there is no such list.</summary>
    public required EquatableArray<string> Allowed { get; init; }

    /// <summary>The generated type's name; empty until the agent gives it one.</summary>
    public string HelperName { get; init; } = "";
}
