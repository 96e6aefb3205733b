namespace WarmTransfer.Generators;

/// <summary>The constants of a <c>[TransferAgent]</c> attribute.</summary>
internal sealed record DefinitionModel
{
    /// <summary>The class's simple name.</summary>
    public required string AgentName { get; init; }

    /// <summary>The generated class that keeps the definition.</summary>
    public required string HelperName { get; init; }

    /// <summary>The string properties that were set, in the order they were written.</summary>
    public required EquatableArray<NamedText> Properties { get; init; }
}

/// <summary>A property of the definition and its value.</summary>
internal sealed record NamedText(string Name, string Value);
