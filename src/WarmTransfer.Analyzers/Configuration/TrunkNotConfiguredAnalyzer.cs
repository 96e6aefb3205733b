using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds transfer agents for which nothing in view says through which trunk the human is called.</summary>
/// <remarks>The whole compilation has to be seen first, so the rule speaks at its end: on a build, and in an IDE that analyzes the solution.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrunkNotConfiguredAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.TrunkNotConfigured];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownSymbols.Of(start.Compilation).TransferAgentAttribute is not { } transferAgent)
                return;

            // The deployment sets the trunk, says the author: nothing here can contradict that.
            if (ComesFromEnvironment(start.Compilation))
                return;

            if (TrunkSettings.AreIn(start.Options.AdditionalFiles, start.CancellationToken))
                return;

            new Search(transferAgent, start.Compilation.GetTypeByMetadataName(MarkerNames.WarmTransferOptions)).Register(start);
        });
    }

    private static bool ComesFromEnvironment(Compilation compilation)
        => compilation.GetTypeByMetadataName(MarkerNames.TransferConfiguration) is { } configuration
            && compilation.Assembly.Attribute(configuration)?.Named("FromEnvironment")?.Value is true;

    /// <summary>What one compilation has shown so far. Its actions run on several threads.</summary>
    private sealed class Search(INamedTypeSymbol transferAgent, INamedTypeSymbol? options)
    {
        private readonly ConcurrentBag<INamedTypeSymbol> _agentsWithoutTrunk = [];
        private volatile bool _optionsSetTrunk;

        public void Register(CompilationStartAnalysisContext start)
        {
            start.RegisterSymbolAction(CollectAgent, SymbolKind.NamedType);
            start.RegisterOperationAction(NoticeAssignment, OperationKind.SimpleAssignment);
            start.RegisterCompilationEndAction(Report);
        }

        private void CollectAgent(SymbolAnalysisContext context)
        {
            var type = (INamedTypeSymbol)context.Symbol;
            if (type.Attribute(transferAgent) is not { } attribute)
                return;

            if (attribute.NamedText(TrunkSettings.TrunkId) is null)
                _agentsWithoutTrunk.Add(type);
        }

        /// <summary>Object initializers and statements alike are simple assignments to the property.</summary>
        private void NoticeAssignment(OperationAnalysisContext context)
        {
            var assignment = (ISimpleAssignmentOperation)context.Operation;
            if (assignment.Target is not IPropertyReferenceOperation { Property: { } property })
                return;

            if (property.Name is not (TrunkSettings.TrunkId or TrunkSettings.Connection))
                return;

            if (!SymbolEqualityComparer.Default.Equals(property.ContainingType, options))
                return;

            // Unset in so many words. Any other value is taken on trust: it is checked when it is known, at run time.
            if (assignment.Value.ConstantValue is { HasValue: true, Value: null or "" })
                return;

            _optionsSetTrunk = true;
        }

        private void Report(CompilationAnalysisContext context)
        {
            // Which options meet which agent is decided at run time; one set of options with a trunk may serve them all.
            if (_optionsSetTrunk)
                return;

            foreach (INamedTypeSymbol agent in _agentsWithoutTrunk)
                context.ReportDiagnostic(Diagnostic.Create(RuleDescriptors.TrunkNotConfigured, agent.Locations[0], agent.Name));
        }
    }
}
