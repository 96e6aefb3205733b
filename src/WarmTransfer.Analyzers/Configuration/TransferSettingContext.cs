using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WarmTransfer.Analyzers;

/// <summary>A value that source gives to a setting of transfers, for a rule to report what is wrong with it.</summary>
internal readonly struct TransferSettingContext(OperationAnalysisContext analysis, IPropertySymbol setting, IOperation value)
{
    public IPropertySymbol Setting { get; } = setting;

    /// <summary>The value without the conversions around it.</summary>
    public IOperation Value { get; } = value;

    /// <summary>The text, when it is a constant that is not null. Any other is checked when it is known, at run time.</summary>
    public string? Text => Value.ConstantValue is { HasValue: true, Value: string text } ? text : null;

    public Compilation Compilation => analysis.Compilation;

    public void Report(DiagnosticDescriptor rule, params object[] messageArguments)
        => analysis.ReportDiagnostic(Diagnostic.Create(rule, Value.Syntax.GetLocation(), messageArguments));

    /// <summary>Reports with something the rule's code fix has to know.</summary>
    public void Report(DiagnosticDescriptor rule, (string Name, string? Value) property, params object[] messageArguments)
        => analysis.ReportDiagnostic(Diagnostic.Create(
            rule, Value.Syntax.GetLocation(), ImmutableDictionary<string, string?>.Empty.Add(property.Name, property.Value), messageArguments));
}
