using Microsoft.CodeAnalysis;

namespace WarmTransfer.CodeFixes;

/// <summary>Looks at a change before it is offered.</summary>
internal static class DocumentExtensions
{
    /// <summary>Whether the changed document is without errors: a fix whose result does not compile is not offered.</summary>
    public static async Task<bool> CompilesAsync(this Document changed, CancellationToken cancellationToken)
        => await changed.GetSemanticModelAsync(cancellationToken) is { } model
            && model.GetDiagnostics(cancellationToken: cancellationToken).All(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error);
}
