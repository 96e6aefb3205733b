using Microsoft.CodeAnalysis;

namespace WarmTransfer.Analyzers;

/// <summary>What each rule says. A message names the culprit first, then the remedy.</summary>
internal static partial class RuleDescriptors
{
    /// <summary>"The transfer agent 'BillingDesk' cannot be given its tools; add 'partial' to 'Desks' and to 'BillingDesk'".</summary>
    public static readonly DiagnosticDescriptor TransferAgentNotPartial = new(
        RuleIds.TransferAgentNotPartial,
        "A transfer agent and the types around it must be partial",
        "The transfer agent '{0}' cannot be given its tools; add 'partial' to {1}",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The source generator writes the tools of a [TransferAgent] class into a second part of the class. It can do so only when the class and every type around it are partial.",
        RulePages.Base + RuleIds.TransferAgentNotPartial + RulePages.Extension);

    /// <summary>"The AI is never offered the tool 'Find', because 'BillingDesk' is not a transfer agent; mark the class with [TransferAgent] or move the tool to one that is".</summary>
    public static readonly DiagnosticDescriptor TransferToolOutsideTransferAgent = new(
        RuleIds.TransferToolOutsideTransferAgent,
        "A transfer tool must be a method of a transfer agent",
        "The AI is never offered the tool '{0}', because '{1}' is not a transfer agent; mark the class with [TransferAgent] or move the tool to one that is",
        RuleCategories.Tools,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Tools are generated for classes marked [TransferAgent] alone: their own, and those of base classes that are marked too or abstract. The mark is not inherited, neither by derived nor by nested classes.",
        RulePages.Base + RuleIds.TransferToolOutsideTransferAgent + RulePages.Extension);

    /// <summary>"The parameter 'when' of the tool 'Book' cannot be read from what a model sends, because of the type 'System.DateTime'; use string and parse it in the method".</summary>
    public static readonly DiagnosticDescriptor UnsupportedToolParameter = new(
        RuleIds.UnsupportedToolParameter,
        "A tool parameter must be something a model can send or the call can supply",
        "The parameter '{0}' of the tool '{1}' cannot be read from what a model sends, because of the type '{2}'; {3}",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A model sends JSON. What is not JSON is supplied by the call itself (CancellationToken, TransferControl, IServiceProvider, AIFunctionArguments) or by the services, when the parameter says [FromServices] or [FromKeyedServices].",
        RulePages.Base + RuleIds.UnsupportedToolParameter + RulePages.Extension);

    /// <summary>"The parameter 'item' of the tool 'Save' is of the type 'T', which the transfer agent 'Desk' leaves open, so nothing can say what a model should send; make 'Desk' abstract, take [TransferAgent] off it, and mark a class derived from it that says what 'T' is".</summary>
    public static readonly DiagnosticDescriptor OpenToolParameter = new(
        RuleIds.UnsupportedToolParameter,
        "A tool parameter must be something a model can send or the call can supply",
        "The parameter '{0}' of the tool '{1}' is of the type '{2}', which the transfer agent '{3}' leaves open, so nothing can say what a model should send; make '{3}' abstract, take [TransferAgent] off it, and mark a class derived from it that says what '{2}' is",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A model sends JSON. What is not JSON is supplied by the call itself (CancellationToken, TransferControl, IServiceProvider, AIFunctionArguments) or by the services, when the parameter says [FromServices] or [FromKeyedServices].",
        RulePages.Base + RuleIds.UnsupportedToolParameter + RulePages.Extension);

    /// <summary>"The parameter 'count' of the tool 'Find' is passed by 'out', but a model only sends values; remove 'out' and return what the AI is to know".</summary>
    public static readonly DiagnosticDescriptor RefToolParameter = new(
        RuleIds.UnsupportedToolParameter,
        "A tool parameter must be something a model can send or the call can supply",
        "The parameter '{0}' of the tool '{1}' is passed by '{2}', but a model only sends values; remove '{2}' and return what the AI is to know",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A model sends JSON. What is not JSON is supplied by the call itself (CancellationToken, TransferControl, IServiceProvider, AIFunctionArguments) or by the services, when the parameter says [FromServices] or [FromKeyedServices].",
        RulePages.Base + RuleIds.UnsupportedToolParameter + RulePages.Extension);

    /// <summary>"The parameter 'store' of the tool 'Find' is of type 'IInvoiceStore', which looks like a service; mark the parameter with [FromServices] or take it in the constructor of the class".</summary>
    public static readonly DiagnosticDescriptor ServiceToolParameter = new(
        RuleIds.UnsupportedToolParameter,
        "A tool parameter must be something a model can send or the call can supply",
        "The parameter '{0}' of the tool '{1}' is of type '{2}', which looks like a service; mark the parameter with [FromServices] or take it in the constructor of the class",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A model sends JSON. What is not JSON is supplied by the call itself (CancellationToken, TransferControl, IServiceProvider, AIFunctionArguments) or by the services, when the parameter says [FromServices] or [FromKeyedServices].",
        RulePages.Base + RuleIds.UnsupportedToolParameter + RulePages.Extension);

    /// <summary>"The tool name 'list invoices' contains ' '; use a letter or '_' followed by at most 63 letters, digits, '_' or '-', all ASCII".</summary>
    public static readonly DiagnosticDescriptor InvalidToolName = new(
        RuleIds.InvalidToolName,
        "A tool name must be one that every model accepts",
        "The tool name '{0}' {1}; use a letter or '_' followed by at most 63 letters, digits, '_' or '-', all ASCII",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A name must match ^[a-zA-Z_][a-zA-Z0-9_-]{0,63}$: OpenAI, Gemini and MCP servers all take such a name, and each refuses some others when the first turn is sent.",
        RulePages.Base + RuleIds.InvalidToolName + RulePages.Extension);

    /// <summary>"The tools 'Find(string)' and 'Find(int)' are both named 'find'; give this one another name: [TransferTool(Name = "…")]".</summary>
    public static readonly DiagnosticDescriptor DuplicateToolName = new(
        RuleIds.DuplicateToolName,
        "Two tools of a transfer agent have the same name",
        "The tools '{0}' and '{1}' are both named '{2}'; give this one another name: [TransferTool(Name = \"…\")]",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The AI calls a tool by its name. Overloads have the same name unless they are told apart by [TransferTool(Name = …)].",
        RulePages.Base + RuleIds.DuplicateToolName + RulePages.Extension);

    /// <summary>"The tool 'Decline' is named 'decline_transfer' like a built-in tool; rename it, or take the built-in one's place: [TransferTool(Replaces = BuiltInTool.DeclineTransfer)]".</summary>
    public static readonly DiagnosticDescriptor ToolNameTakenByBuiltIn = new(
        RuleIds.ToolNameTakenByBuiltIn,
        "A tool has the name of a built-in tool that it does not replace",
        "The tool '{0}' is named '{1}' like a built-in tool; rename it, or take the built-in one's place: [TransferTool(Replaces = BuiltInTool.{2})]",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Every transfer has the tools connect_to_caller, decline_transfer and voicemail_detected. Two tools of one name would leave it to chance which of them the AI calls.",
        RulePages.Base + RuleIds.ToolNameTakenByBuiltIn + RulePages.Extension);

    /// <summary>"The tool 'Notify' is 'async void': the AI would be answered before it has ended, and its exceptions would end the process; return Task".</summary>
    public static readonly DiagnosticDescriptor AsyncVoidTool = new(
        RuleIds.AsyncVoidTool,
        "A tool must not be async void",
        "The tool '{0}' is 'async void': the AI would be answered before it has ended, and its exceptions would end the process; return Task",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Nobody can wait for an async void method or catch what it throws. A tool that returns Task is awaited, and its failure is told to the AI.",
        RulePages.Base + RuleIds.AsyncVoidTool + RulePages.Extension);

    /// <summary>"The tool 'Find' has type parameters, which a model cannot choose; write a tool for each type that is meant".</summary>
    public static readonly DiagnosticDescriptor UnsupportedToolMethod = new(
        RuleIds.UnsupportedToolMethod,
        "A tool must be an ordinary method with a body",
        "The tool '{0}' {1}",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Generated code calls a tool as its class would: an ordinary method, without type parameters, by its name.",
        RulePages.Base + RuleIds.UnsupportedToolMethod + RulePages.Extension);

    /// <summary>"The result of the tool 'Open' cannot be told to a model, because of the type 'System.IO.Stream'; return text, a number, an enum, a record of these, or a list".</summary>
    public static readonly DiagnosticDescriptor UnsupportedToolResult = new(
        RuleIds.UnsupportedToolResult,
        "The result of a tool must be something a model can be told",
        "The result of the tool '{0}' cannot be told to a model, because of the type '{1}'; return text, a number, an enum, a record of these, or a list",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A result reaches the model as text or JSON. A class of the platform, such as a stream, has behaviour but no value that could be written.",
        RulePages.Base + RuleIds.UnsupportedToolResult + RulePages.Extension);

    /// <summary>"The result of the tool 'Load' is of the type 'T', which the transfer agent 'Desk' leaves open, so nothing can write it; make 'Desk' abstract, take [TransferAgent] off it, and mark a class derived from it that says what 'T' is".</summary>
    public static readonly DiagnosticDescriptor OpenToolResult = new(
        RuleIds.UnsupportedToolResult,
        "The result of a tool must be something a model can be told",
        "The result of the tool '{0}' is of the type '{1}', which the transfer agent '{2}' leaves open, so nothing can write it; make '{2}' abstract, take [TransferAgent] off it, and mark a class derived from it that says what '{1}' is",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A result reaches the model as text or JSON. A class of the platform, such as a stream, has behaviour but no value that could be written.",
        RulePages.Base + RuleIds.UnsupportedToolResult + RulePages.Extension);

    /// <summary>"The tool 'Total' returns by reference, but a model is only told values; remove 'ref'".</summary>
    public static readonly DiagnosticDescriptor RefToolResult = new(
        RuleIds.UnsupportedToolResult,
        "The result of a tool must be something a model can be told",
        "The tool '{0}' returns by reference, but a model is only told values; remove 'ref'",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A result reaches the model as text or JSON. A class of the platform, such as a stream, has behaviour but no value that could be written.",
        RulePages.Base + RuleIds.UnsupportedToolResult + RulePages.Extension);

    /// <summary>"The tools 'Refuse()' and 'Decline()' both replace BuiltInTool.DeclineTransfer; keep 'Replaces' on one of them".</summary>
    public static readonly DiagnosticDescriptor BuiltInToolReplacedTwice = new(
        RuleIds.InvalidReplacement,
        "A tool replaces a built-in tool that is replaced already or does not exist",
        "The tools '{0}' and '{1}' both replace BuiltInTool.{2}; keep 'Replaces' on one of them",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A tool with [TransferTool(Replaces = …)] takes the place of one built-in tool, so that there is always exactly one tool for that decision.",
        RulePages.Base + RuleIds.InvalidReplacement + RulePages.Extension);

    /// <summary>"The tool 'Refuse' replaces '9', which is no member of BuiltInTool; name one of ConnectToCaller, DeclineTransfer and VoicemailDetected".</summary>
    public static readonly DiagnosticDescriptor UnknownBuiltInTool = new(
        RuleIds.InvalidReplacement,
        "A tool replaces a built-in tool that is replaced already or does not exist",
        "The tool '{0}' replaces '{1}', which is no member of BuiltInTool; name one of ConnectToCaller, DeclineTransfer and VoicemailDetected",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A tool with [TransferTool(Replaces = …)] takes the place of one built-in tool, so that there is always exactly one tool for that decision.",
        RulePages.Base + RuleIds.InvalidReplacement + RulePages.Extension);

    /// <summary>"No tools can be generated for the transfer agent 'BillingDesk', because it is static and there is no object to transfer with; make it an ordinary class".</summary>
    public static readonly DiagnosticDescriptor UnsupportedTransferAgentClass = new(
        RuleIds.UnsupportedTransferAgentClass,
        "A transfer agent must be a class that a generated part can be added to",
        "No tools can be generated for the transfer agent '{0}', {1}",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The source generator makes the class an ITransferAgent. A static class implements nothing, and a file-local one cannot have a part in a generated file.",
        RulePages.Base + RuleIds.UnsupportedTransferAgentClass + RulePages.Extension);

    /// <summary>"The AI is not offered the tool 'Desk.Find' by the transfer agent 'BillingDesk', which cannot call the method; make it protected, or give 'BillingDesk' a tool of that name".</summary>
    public static readonly DiagnosticDescriptor InheritedToolLeftOut = new(
        RuleIds.InheritedToolLeftOut,
        "A tool of a base class must be one that the transfer agent can offer",
        "The AI is not offered the tool '{0}' by the transfer agent '{1}', {2}",
        RuleCategories.Tools,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A transfer agent offers the tools of its base classes, too. The generated part of the class calls them as any code in the class would, so they must be within its reach, not hidden by a member of its own, and of types that are known.",
        RulePages.Base + RuleIds.InheritedToolLeftOut + RulePages.Extension);

    /// <summary>"The transfer agent 'BillingDesk' has a member 'CreateTools', which the source generator adds too; rename the member".</summary>
    public static readonly DiagnosticDescriptor TransferAgentMemberReserved = new(
        RuleIds.TransferAgentMemberReserved,
        "A member of a transfer agent has the name of a generated one",
        "The transfer agent '{0}' has a member '{1}', which the source generator adds too; rename the member",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The generated part of the class implements ITransferAgent with the members Definition and CreateTools.",
        RulePages.Base + RuleIds.TransferAgentMemberReserved + RulePages.Extension);

    /// <summary>"The default value 'many' of the parameter 'count' of the tool 'Find' is not a value of type 'int'; write one that is".</summary>
    public static readonly DiagnosticDescriptor InvalidToolDefault = new(
        RuleIds.InvalidToolDefault,
        "The default value of a tool parameter must be one of its type",
        "The default value '{0}' of the parameter '{1}' of the tool '{2}' is not a value of type '{3}'; write one that is",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "[DefaultValue] takes any constant. It is what the parameter has when the model leaves it out, so it must be a value of the parameter's type.",
        RulePages.Base + RuleIds.InvalidToolDefault + RulePages.Extension);

    /// <summary>"The parameters 'account' and 'Account' of the tool 'Find' differ in nothing but case, and arguments are found whatever their case; rename one of them".</summary>
    public static readonly DiagnosticDescriptor AmbiguousToolParameter = new(
        RuleIds.AmbiguousToolParameter,
        "Two parameters of a tool differ in nothing but case",
        "The parameters '{0}' and '{1}' of the tool '{2}' differ in nothing but case, and arguments are found whatever their case; rename one of them",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Models do not always keep to the case of a parameter's name, so arguments are found without regard to it.",
        RulePages.Base + RuleIds.AmbiguousToolParameter + RulePages.Extension);

    /// <summary>"The constraint [Range] of the parameter 'account' of the tool 'Find' cannot be enforced; write one that fits the type, with bounds that leave a value, or check it in the method".</summary>
    public static readonly DiagnosticDescriptor InvalidToolConstraint = new(
        RuleIds.InvalidToolConstraint,
        "A constraint of a tool parameter must be one that can be enforced",
        "The constraint {0} of the parameter '{1}' of the tool '{2}' cannot be enforced; write one that fits the type, with bounds that leave a value, or check it in the method",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The constraints that generated code enforces, and puts into the schema, are Range of numbers, dates, times and durations, StringLength, MinLength, MaxLength, Length, RegularExpression, AllowedValues, DeniedValues, EmailAddress, Url, Phone and Required.",
        RulePages.Base + RuleIds.InvalidToolConstraint + RulePages.Extension);

    /// <summary>"The parameter 'extra' of the strict tool 'Find' takes 'System.Text.Json.JsonElement', which a strict schema cannot describe; take a list of records with a key and a value, or leave out Strict".</summary>
    public static readonly DiagnosticDescriptor NotStrictToolParameter = new(
        RuleIds.NotStrictToolParameter,
        "A parameter of a strict tool must be one that a strict schema can describe",
        "The parameter '{0}' of the strict tool '{1}' takes '{2}', which a strict schema cannot describe; take a list of records with a key and a value, or leave out Strict",
        RuleCategories.Tools,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Providers with strict schemas want every property named, so dictionaries and any JSON cannot be said.",
        RulePages.Base + RuleIds.NotStrictToolParameter + RulePages.Extension);

    /// <summary>"No outbound trunk can be seen for the transfer agent 'BillingDesk'; …".</summary>
    public static readonly DiagnosticDescriptor TrunkNotConfigured = new(
        RuleIds.TrunkNotConfigured,
        "No outbound trunk can be seen for a transfer agent",
        "No outbound trunk can be seen for the transfer agent '{0}'; set SipTrunkId on it, SipTrunkId or SipConnection in WarmTransferOptions, or WarmTransfer:SipTrunkId in appsettings.json; when the deployment sets LIVEKIT_SIP_OUTBOUND_TRUNK, say so with [assembly: TransferConfiguration(FromEnvironment = true)]; otherwise each transfer ends with an options error before dialling",
        RuleCategories.Configuration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A call to the human needs an outbound trunk or a SIP connection. This rule sees the source and the appsettings files it is given, not the environment of the deployed process, so it reports what it cannot prove. The options are checked again before anything is dialled.",
        RulePages.Base + RuleIds.TrunkNotConfigured + RulePages.Extension,
        WellKnownDiagnosticTags.CompilationEnd);
}
