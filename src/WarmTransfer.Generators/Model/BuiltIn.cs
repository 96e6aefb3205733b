namespace WarmTransfer.Generators;

/// <summary>A tool every transfer has. The values are those of <c>WarmTransfer.BuiltInTool</c>.</summary>
internal enum BuiltIn
{
    None = 0,
    ConnectToCaller = 1,
    DeclineTransfer = 2,
    VoicemailDetected = 3,
}

/// <summary>The names the model knows the built-in tools by.</summary>
internal static class BuiltIns
{
    /// <summary>Every built-in tool, in the order they are offered.</summary>
    public static readonly IReadOnlyList<BuiltIn> All = [BuiltIn.ConnectToCaller, BuiltIn.DeclineTransfer, BuiltIn.VoicemailDetected];

    public static string ToolName(this BuiltIn tool) => tool switch
    {
        BuiltIn.ConnectToCaller => "connect_to_caller",
        BuiltIn.DeclineTransfer => "decline_transfer",
        BuiltIn.VoicemailDetected => "voicemail_detected",
        _ => throw new ArgumentOutOfRangeException(nameof(tool)),
    };
}
