namespace WarmTransfer.Generators;

/// <summary>Where a parameter's value comes from.</summary>
internal enum ParameterSource
{
    /// <summary>The model's arguments; the only source that is in the schema.</summary>
    Arguments,
    CancellationToken,
    TransferControl,
    ServiceProvider,
    FunctionArguments,
    Service,
    KeyedService,
}

/// <summary>A parameter of a tool method.</summary>
internal sealed record ParameterModel
{
    public required string Name { get; init; }

    public required ParameterSource Source { get; init; }

    /// <summary>What it means, for the model.</summary>
    public required string? Description { get; init; }

    /// <summary>The value read from the arguments; null for every other source.</summary>
    public required ValueModel? Value { get; init; }

    /// <summary>The value it has when it is not sent; null when it must be sent.</summary>
    public required ConstantModel? Default { get; init; }

    /// <summary>The type of a service, with <c>global::</c>; null for every other source.</summary>
    public required string? ServiceType { get; init; }

    /// <summary>The key of a keyed service; null for every other source.</summary>
    public required ServiceKeyModel? ServiceKey { get; init; }

    /// <summary>The parameter takes null: a service may be missing.</summary>
    public required bool IsNullable { get; init; }
}
