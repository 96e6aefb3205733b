using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace WarmTransfer.Generators;

/// <summary>Makes each <c>[TransferAgent]</c> class an <c>ITransferAgent</c> whose <c>[TransferTool]</c> methods the AI can call.</summary>
/// <remarks>Silent about mistakes: what cannot be emitted is left out, and the analyzers, which share the parser, say why.</remarks>
[Generator(LanguageNames.CSharp)]
public sealed class TransferAgentGenerator : IIncrementalGenerator
{
    /// <summary>The tracked step that hands over the models. Its outputs are cached while no agent changes.</summary>
    public const string AgentsStep = "TransferAgents";

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<AgentModel> agents = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownSymbols.TransferAgentAttributeName,
                static (node, _) => node is TypeDeclarationSyntax,
                static (agent, cancellationToken) => Parse(agent, cancellationToken))
            .Where(static agent => agent is not null)
            .Select(static (agent, _) => agent!)
            .WithTrackingName(AgentsStep);

        // One class, one file: an edit of one agent writes one file again.
        IncrementalValueProvider<EquatableArray<string>> clashes = agents
            .Select(static (agent, _) => agent.HintName)
            .Collect()
            .Select(static (names, _) => HintNames.Clashes(names));
        context.RegisterSourceOutput(agents.Combine(clashes), static (output, pair) =>
            output.AddSource(HintNames.Unique(pair.Left.HintName, pair.Right), SourceText.From(AgentFormatter.Format(pair.Left), Encoding.UTF8)));
    }

    private static AgentModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        // With the attribute on two parts, an error of the compiler's, the class would come twice, and so would its file.
        SyntaxReference? first = context.TargetSymbol.Attribute(context.Attributes[0].AttributeClass)?.ApplicationSyntaxReference;
        var isFirstPart = first?.SyntaxTree == context.TargetNode.SyntaxTree && context.TargetNode.FullSpan.Contains(first.Span);
        if (!isFirstPart || context.TargetSymbol is not INamedTypeSymbol agent)
            return null;

        Compilation compilation = context.SemanticModel.Compilation;
        return ProjectDeclarations.Of(compilation, cancellationToken).Agent(
            AgentParser.HintName(agent),
            () => AgentParser.Parse(agent, KnownSymbols.Of(compilation), cancellationToken).Model);
    }
}
