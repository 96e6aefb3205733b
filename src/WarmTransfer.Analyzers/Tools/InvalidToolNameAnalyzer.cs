using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds <c>[TransferTool]</c> methods whose name some model refuses, whether it was given or comes from the method.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidToolNameAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.InvalidToolName];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferAgentAction(Analyze);
    }

    private static void Analyze(TransferAgentContext context)
    {
        foreach ((ParsedTool tool, ToolProblem problem) in context.ToolProblems(ToolProblemKind.InvalidName))
            context.Report(RuleDescriptors.InvalidToolName, tool.PlaceOf("Name"), problem.Detail!, Mistake(problem.Detail!));
    }

    private static string Mistake(string name)
    {
        if (name[0] is >= '0' and <= '9' or '-')
            return $"begins with '{name[0]}'";

        // The first character that is not allowed says more than the rule does; without one, only the length is left.
        foreach (var character in name)
        {
            if (!ToolName.IsValid("_" + character))
                return $"contains '{character}'";
        }

        return $"has {name.Length.ToString(CultureInfo.InvariantCulture)} characters";
    }
}
