namespace WarmTransfer.Analyzers;

/// <summary>Metadata names of the types only the analyzers look for; the others are the parser's.</summary>
internal static class MarkerNames
{
    public const string CallSession = "WarmTransfer.CallSession";
    public const string AIFunction = "Microsoft.Extensions.AI.AIFunction";
    public const string CallerLeg = "WarmTransfer.ICallerLeg";
    public const string ConnectedCall = "WarmTransfer.ConnectedCall";
    public const string LiveKitCredentials = "WarmTransfer.LiveKitCredentials";
    public const string LiveKitOptions = "WarmTransfer.LiveKitOptions";
    public const string Room = "WarmTransfer.IRoom";
    public const string TransferConfiguration = "WarmTransfer.TransferConfigurationAttribute";
    public const string TransferControl = "WarmTransfer.TransferControl";
    public const string WarmTransferOptions = "WarmTransfer.WarmTransferOptions";
    public const string WarmTransferResult = "WarmTransfer.WarmTransferResult";
    public const string WarmTransferTask = "WarmTransfer.WarmTransferTask";
}
