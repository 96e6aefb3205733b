using Microsoft.CodeAnalysis;

namespace WarmTransfer.Benchmarks.Generator;

/// <summary>The floor: finds the agents as any generator driven by an attribute does, and does nothing with them.</summary>
internal sealed class EmptyGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<int> agents = context.SyntaxProvider.ForAttributeWithMetadataName(
            "WarmTransfer.TransferAgentAttribute", static (_, _) => true, static (_, _) => 0);
        context.RegisterSourceOutput(agents, static (_, _) => { });
    }
}
