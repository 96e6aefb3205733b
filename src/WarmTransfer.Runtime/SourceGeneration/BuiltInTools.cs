using System.ComponentModel;

namespace WarmTransfer.SourceGeneration;

/// <summary>Creates the tools every transfer has. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BuiltInTools
{
    /// <summary>Creates one of them.</summary>
    /// <param name="tool">Which.</param>
    /// <param name="control">What it acts on.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tool"/> is <see cref="BuiltInTool.None"/> or no member.</exception>
    public static TransferTool Create(BuiltInTool tool, TransferControl control)
    {
        ArgumentNullException.ThrowIfNull(control);
        return tool switch
        {
            BuiltInTool.ConnectToCaller => new ConnectToCallerTool(control),
            BuiltInTool.DeclineTransfer => new DeclineTransferTool(control),
            BuiltInTool.VoicemailDetected => new VoicemailDetectedTool(control),
            _ => throw new ArgumentOutOfRangeException(nameof(tool), tool, "Name one of the built-in tools."),
        };
    }
}
