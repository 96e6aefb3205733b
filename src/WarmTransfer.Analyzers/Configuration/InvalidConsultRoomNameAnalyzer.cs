using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Finds consult rooms that are given an empty name, or that of the caller's room.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidConsultRoomNameAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleDescriptors.InvalidConsultRoomName];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterTransferSettingAction(Analyze, "RoomName");
    }

    private static void Analyze(TransferSettingContext context)
    {
        if (context.Text is { } text && string.IsNullOrWhiteSpace(text))
            context.Report(RuleDescriptors.InvalidConsultRoomName, "is given an empty name");
        else if (IsNameOfCallersRoom(context))
            context.Report(RuleDescriptors.InvalidConsultRoomName, "is given the name of the caller's, who would hear the human being briefed");
    }

    /// <summary><c>caller.Room.Name</c>. A name that is kept first and passed later is compared at run time.</summary>
    private static bool IsNameOfCallersRoom(TransferSettingContext context)
        => context.Value is IPropertyReferenceOperation { Property.Name: "Name", Instance: IPropertyReferenceOperation { Property.Name: "Room", Instance.Type: { } caller } room }
            && room.Type.Is(context.Compilation.GetTypeByMetadataName(MarkerNames.Room))
            && IsCallerLeg(caller, context.Compilation.GetTypeByMetadataName(MarkerNames.CallerLeg));

    private static bool IsCallerLeg(ITypeSymbol type, INamedTypeSymbol? callerLeg)
        => type.Is(callerLeg) || type.AllInterfaces.Any(implemented => implemented.Is(callerLeg));
}
