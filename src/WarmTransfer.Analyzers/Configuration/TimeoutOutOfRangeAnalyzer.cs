using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WarmTransfer.Analyzers;

/// <summary>Finds time limits that no transfer accepts.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TimeoutOutOfRangeAnalyzer : DiagnosticAnalyzer
{
    private const string RingingTimeout = "RingingTimeout";

    /// <summary>The longest that each may be, as the runtime has it; a test holds the two together.</summary>
    private static readonly ImmutableDictionary<string, TimeSpan> Longest = ImmutableDictionary<string, TimeSpan>.Empty
        .Add(RingingTimeout, TimeSpan.FromSeconds(80))
        .Add("ConsultTimeout", TimeSpan.FromHours(1))
        .Add("SilenceTimeout", TimeSpan.FromHours(1))
        .Add("MaxHoldTime", TimeSpan.FromHours(4))
        .Add("MergeTimeout", TimeSpan.FromMinutes(5));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.TimeoutOutOfRange];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferSettingAction(Analyze, [.. Longest.Keys]);
    }

    private static void Analyze(TransferSettingContext context)
    {
        var name = context.Setting.Name;
        if (ConstantTimeSpan.Of(context.Value) is not { } value || IsInRange(name, value))
            return;

        var range = name == RingingTimeout
            ? "whole seconds from 1 to 80, since LiveKit waits no longer for an answer"
            : "more than zero and at most " + Text(Longest[name]);
        context.Report(RuleDescriptors.TimeoutOutOfRange, name, Text(value), range);
    }

    private static bool IsInRange(string name, TimeSpan value)
    {
        if (value > Longest[name])
            return false;

        // LiveKit rings for a whole number of seconds; the others are timers of this process.
        return name == RingingTimeout
            ? value >= TimeSpan.FromSeconds(1) && value.Ticks % TimeSpan.TicksPerSecond == 0
            : value > TimeSpan.Zero;
    }

    private static string Text(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);
}
