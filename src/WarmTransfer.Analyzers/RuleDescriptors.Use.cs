using Microsoft.CodeAnalysis;

namespace WarmTransfer.Analyzers;

/// <content>What the rules about how transfers, sessions and rooms are used say.</content>
internal static partial class RuleDescriptors
{
    /// <summary>"The result of the transfer is ignored, so the caller is told nothing when no human takes the call; switch over it, or write '_ =' in front if it really does not matter".</summary>
    public static readonly DiagnosticDescriptor TransferResultIgnored = new(
        RuleIds.TransferResultIgnored,
        "The result of a transfer is ignored",
        "The result of the transfer is ignored, so the caller is told nothing when no human takes the call; switch over it, or write '_ =' in front if it really does not matter",
        RuleCategories.Use,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A transfer that does not come about is a result, not an exception. When the result is ignored, a caller who comes off hold meets an application that believes them gone.",
        RulePages.Base + RuleIds.TransferResultIgnored + RulePages.Extension);

    /// <summary>"'StartAsync' is not awaited, so what follows runs before it is done and nobody sees it fail; await it, or keep its task and await that later".</summary>
    public static readonly DiagnosticDescriptor NotAwaited = new(
        RuleIds.NotAwaited,
        "What a session or a transfer does must be awaited",
        "'{0}' is not awaited, so what follows runs before it is done and nobody sees it fail; await it, or keep its task and await that later",
        RuleCategories.Use,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The method returns at its first wait. Nobody sees its failure then, and what follows runs while a caller is still on hold, or a session not yet started.",
        RulePages.Base + RuleIds.NotAwaited + RulePages.Extension);

    /// <summary>"'room' is never disposed, so the AI stays in the room; declare it with 'await using'".</summary>
    public static readonly DiagnosticDescriptor NotDisposed = new(
        RuleIds.NotDisposed,
        "A session, a transfer or a room must be disposed",
        "'{0}' is never disposed, so {1}; declare it with 'await using'",
        RuleCategories.Use,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A room that is not left keeps the AI in the call, and a session that is not disposed goes on listening and speaking.",
        RulePages.Base + RuleIds.NotDisposed + RulePages.Extension);

    /// <summary>"'task' has been run before, and a WarmTransferTask is one transfer; create another for this one".</summary>
    public static readonly DiagnosticDescriptor TransferRunTwice = new(
        RuleIds.TransferRunTwice,
        "A WarmTransferTask is run twice",
        "'{0}' has been run before, and a WarmTransferTask is one transfer; create another for this one",
        RuleCategories.Use,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The second RunAsync throws an InvalidOperationException before anything is dialled.",
        RulePages.Base + RuleIds.TransferRunTwice + RulePages.Extension);

    /// <summary>"The switch does not handle Busy and NoAnswer; add the missing outcomes, or a discard for all others".</summary>
    public static readonly DiagnosticDescriptor OutcomeNotHandled = new(
        RuleIds.OutcomeNotHandled,
        "A switch over the result of a transfer must handle every outcome",
        "The switch does not handle {0}; add the missing outcomes, or a discard for all others",
        RuleCategories.Use,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "WarmTransferResult is a closed set. What a switch leaves out is an exception in a switch expression and silence in a switch statement, in both cases with a caller on the line.",
        RulePages.Base + RuleIds.OutcomeNotHandled + RulePages.Extension);

    /// <summary>"'Decline' is called on a TransferControl that was kept in '_control', and may decide a transfer that is over, or another one; declare a TransferControl parameter in the tool and call it there".</summary>
    public static readonly DiagnosticDescriptor DecisionOutsideTool = new(
        RuleIds.DecisionOutsideTool,
        "A transfer is decided in the tool call it belongs to",
        "'{0}' is called on a TransferControl that was kept in '{1}', and may decide a transfer that is over, or another one; declare a TransferControl parameter in the tool and call it there",
        RuleCategories.Use,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A TransferControl belongs to one call of one transfer. Kept in a field, it outlives both, while the same agent may be used in the next transfer at the same time.",
        RulePages.Base + RuleIds.DecisionOutsideTool + RulePages.Extension);
}
