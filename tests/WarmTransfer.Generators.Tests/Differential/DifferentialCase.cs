namespace WarmTransfer.Generators.Tests.Differential;

/// <summary>One thing both kinds of function do with the same method.</summary>
/// <param name="Tool">The tool; all methods and what they are sent are in <see cref="DifferentialTable"/>.</param>
/// <param name="Aspect">What is compared.</param>
/// <param name="Json">For a binding: what is sent as the one argument; null when it is left out.</param>
internal sealed record DifferentialCase(string Tool, DifferentialAspect Aspect, string? Json = null)
{
    public string Name => Aspect switch
    {
        DifferentialAspect.Binding => $"{Tool} <- {Json ?? "(nothing)"}",
        DifferentialAspect.Schema => $"{Tool}: schema",
        DifferentialAspect.Result => $"{Tool}: result",
        _ => throw new InvalidOperationException($"There is no aspect {Aspect}."),
    };
}

internal enum DifferentialAspect
{
    /// <summary>What the method gets, or that it is not called.</summary>
    Binding,

    /// <summary>The schema of the parameters.</summary>
    Schema,

    /// <summary>What the model gets of what the method returned or threw.</summary>
    Result,
}
