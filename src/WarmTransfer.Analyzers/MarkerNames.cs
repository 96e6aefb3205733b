namespace WarmTransfer.Analyzers;

/// <summary>Metadata names of the types only the analyzers look for; the others are the parser's.</summary>
internal static class MarkerNames
{
    public const string TransferConfiguration = "WarmTransfer.TransferConfigurationAttribute";
    public const string WarmTransferOptions = "WarmTransfer.WarmTransferOptions";
}
