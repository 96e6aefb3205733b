namespace WarmTransfer;

/// <summary>Makes a method of a <see cref="TransferAgentAttribute"/> class, or of an abstract class such a class derives from, a function the AI may call while it speaks with the human.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class TransferToolAttribute : Attribute
{
    /// <summary>Gets or sets the function's name: <c>^[a-zA-Z_][a-zA-Z0-9_-]{0,63}$</c>. Default: the method's in snake_case, without <c>Async</c>.</summary>
    public string? Name { get; set; }

    /// <summary>Gets or sets what the function does, for the model. Default: <c>[Description]</c>, else the XML doc summary.</summary>
    public string? Description { get; set; }

    /// <summary>Gets or sets the built-in tool this one takes the place of. Default: none.</summary>
    public BuiltInTool Replaces { get; set; }

    /// <summary>Gets or sets whether the schema is one for providers with strict schemas. Default: false.</summary>
    /// <remarks>
    /// Every parameter is required, no other is allowed, and what a parameter is by default stands in its description. A call
    /// with a parameter that the tool does not have is refused. Dictionaries and any JSON cannot be said in such a schema (rule WT1016).
    /// </remarks>
    public bool Strict { get; set; }
}

/// <summary>The tools every transfer has.</summary>
public enum BuiltInTool
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary><c>connect_to_caller</c>: the human agreed to take the call.</summary>
    ConnectToCaller,

    /// <summary><c>decline_transfer</c>: the human will not take the call, with the reason.</summary>
    DeclineTransfer,

    /// <summary><c>voicemail_detected</c>: a mailbox answered.</summary>
    VoicemailDetected,
}
