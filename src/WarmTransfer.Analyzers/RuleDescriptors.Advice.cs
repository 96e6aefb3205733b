using Microsoft.CodeAnalysis;

namespace WarmTransfer.Analyzers;

/// <content>What the rules about tools that work, and could serve the model or the caller better say.</content>
internal static partial class RuleDescriptors
{
    /// <summary>"The tool 'Find' says nowhere what it does, so a model can only guess when to call it; write a &lt;summary&gt;, [Description] or [TransferTool(Description = "…")]".</summary>
    public static readonly DiagnosticDescriptor ToolWithoutDescription = new(
        RuleIds.ToolWithoutDescription,
        "A tool must say what it does",
        "The tool '{0}' says nowhere what it does, so a model can only guess when to call it; write a <summary>, [Description] or [TransferTool(Description = \"…\")]",
        RuleCategories.Tools,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A model chooses among tools by their descriptions. Without one it goes by the name alone, calls the tool when it should not, or never.",
        RulePages.Base + RuleIds.ToolWithoutDescription + RulePages.Extension);

    /// <summary>"The parameter 'account' of the tool 'Find' says nowhere what it means; write a &lt;param&gt; comment or [Description], with the form and the unit a model is to send".</summary>
    public static readonly DiagnosticDescriptor ParameterWithoutDescription = new(
        RuleIds.ParameterWithoutDescription,
        "A tool parameter should say what it means",
        "The parameter '{0}' of the tool '{1}' says nowhere what it means; write a <param> comment or [Description], with the form and the unit a model is to send",
        RuleCategories.Tools,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A model fills a parameter from what it is told about it. With the name alone it sends an account number with the word 'number' in it, or minutes for seconds.",
        RulePages.Base + RuleIds.ParameterWithoutDescription + RulePages.Extension);

    /// <summary>"The description of the tool 'Find' is 1300 characters long, and OpenAI refuses more than 1024; say here what the tool does and when to call it, and the rest in the descriptions of its parameters".</summary>
    public static readonly DiagnosticDescriptor ToolDescriptionTooLong = new(
        RuleIds.ToolDescriptionTooLong,
        "The description of a tool is longer than models take",
        "The description of the tool '{0}' is {1} characters long, and OpenAI refuses more than 1024; say here what the tool does and when to call it, and the rest in the descriptions of its parameters",
        RuleCategories.Tools,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "OpenAI's limit for the description of a function (tools[].function.description) is 1,024 characters. A longer one fails the first turn of the consultation, with the caller already on hold.",
        RulePages.Base + RuleIds.ToolDescriptionTooLong + RulePages.Extension);

    /// <summary>"The parameter 'when' of the tool 'Book' is a DateTime, which loses the offset from UTC that a model sends; use DateTimeOffset, or DateOnly for a day".</summary>
    public static readonly DiagnosticDescriptor DateTimeParameter = new(
        RuleIds.DateTimeParameter,
        "A point in time should be a DateTimeOffset",
        "The parameter '{0}' of the tool '{1}' is a DateTime, which loses the offset from UTC that a model sends; use DateTimeOffset, or DateOnly for a day",
        RuleCategories.Tools,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A model is asked for RFC 3339, which has an offset. A DateTime keeps the hour and forgets whose hour it is: a callback is then booked in the time zone of the server.",
        RulePages.Base + RuleIds.DateTimeParameter + RulePages.Extension);

    /// <summary>"The tool 'FindAsync' goes on when the human hangs up or the caller leaves; add a CancellationToken parameter and pass it on".</summary>
    public static readonly DiagnosticDescriptor ToolWithoutCancellationToken = new(
        RuleIds.ToolWithoutCancellationToken,
        "An asynchronous tool should take a CancellationToken",
        "The tool '{0}' goes on when the human hangs up or the caller leaves; add a CancellationToken parameter and pass it on",
        RuleCategories.Tools,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "The call supplies the token, and the model never sees it. It is cancelled when the consultation ends, so that nothing is looked up, booked or sent for a call that is over.",
        RulePages.Base + RuleIds.ToolWithoutCancellationToken + RulePages.Extension);

    /// <summary>"The tool 'Find' blocks its thread with 'Result', and other calls wait with it; await instead".</summary>
    public static readonly DiagnosticDescriptor BlockingTool = new(
        RuleIds.BlockingTool,
        "A tool must not block its thread",
        "The tool '{0}' blocks its thread with '{1}', and other calls wait with it; await instead",
        RuleCategories.Tools,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "One process serves many calls with few threads. A tool that blocks one keeps other callers waiting, and in a single-threaded context the task it waits for never ends.",
        RulePages.Base + RuleIds.BlockingTool + RulePages.Extension);

    /// <summary>"The transfer agent 'BillingDesk' has 21 tools, and models choose worse among more than 20; merge those that differ in a parameter alone, or give each kind of call an agent of its own".</summary>
    public static readonly DiagnosticDescriptor TooManyTools = new(
        RuleIds.TooManyTools,
        "A transfer agent has more tools than models choose well among",
        "The transfer agent '{0}' has {1} tools, and models choose worse among more than 20; merge those that differ in a parameter alone, or give each kind of call an agent of its own",
        RuleCategories.Tools,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Every tool is described to the model on every turn. Beyond about twenty, models call the wrong one more often, answer later and cost more.",
        RulePages.Base + RuleIds.TooManyTools + RulePages.Extension);

    /// <summary>"The default value of the parameter 'count' of the tool 'Find' does not meet the parameter's own [Range], so a model that sends what the schema offers is refused; write one that does, or make the parameter nullable".</summary>
    public static readonly DiagnosticDescriptor DefaultOutsideConstraint = new(
        RuleIds.DefaultOutsideConstraint,
        "The default value of a tool parameter should meet the parameter's constraints",
        "The default value of the parameter '{0}' of the tool '{1}' does not meet the parameter's own [{2}], so a model that sends what the schema offers is refused; write one that does, or make the parameter nullable",
        RuleCategories.Tools,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The default value stands in the schema beside the constraint. The method gets it unchecked when the model leaves the parameter out; when the model sends it, the call is refused.",
        RulePages.Base + RuleIds.DefaultOutsideConstraint + RulePages.Extension);

    /// <summary>"The tool 'Join' must be sent 'code', and 'connect_to_caller', which it replaces, is called without arguments; give the parameter a default value".</summary>
    public static readonly DiagnosticDescriptor ReplacementNeedsMore = new(
        RuleIds.IncompatibleReplacement,
        IncompatibleReplacementTitle,
        "The tool '{0}' must be sent '{1}', and '{2}', which it replaces, is called {3}; give the parameter a default value",
        RuleCategories.Tools,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        IncompatibleReplacementDescription,
        RulePages.Base + RuleIds.IncompatibleReplacement + RulePages.Extension);

    /// <summary>"The parameter 'reason' of the tool 'Refuse' is not a string, and 'decline_transfer', which it replaces, is sent the human's own words; make it a string".</summary>
    public static readonly DiagnosticDescriptor ReplacementReasonNotText = new(
        RuleIds.IncompatibleReplacement,
        IncompatibleReplacementTitle,
        "The parameter '{1}' of the tool '{0}' is not a string, and '{2}', which it replaces, is sent the human's own words; make it a string",
        RuleCategories.Tools,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        IncompatibleReplacementDescription,
        RulePages.Base + RuleIds.IncompatibleReplacement + RulePages.Extension);

    private const string IncompatibleReplacementTitle = "A tool that replaces a built-in one should be called as that is";

    private const string IncompatibleReplacementDescription = "The instructions of a consultation say when to call connect_to_caller, decline_transfer with the human's reason, and voicemail_detected. A replacement that needs more is refused when it is called as they say, with the caller on hold.";
}
