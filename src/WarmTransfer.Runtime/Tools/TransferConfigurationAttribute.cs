namespace WarmTransfer;

/// <summary>States where an assembly's transfers get the settings that its code leaves out.</summary>
/// <remarks>
/// It tells the analyzers what they cannot see (rule WT2001) and changes nothing at run time: the configuration section
/// <c>WarmTransfer</c> and the environment are read with or without it, and what is still missing then is an error before
/// anything is dialled.
/// </remarks>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class TransferConfigurationAttribute : Attribute
{
    /// <summary>
    /// Gets or sets a value indicating whether the environment of the deployed process names the outbound trunk, in
    /// <c>LIVEKIT_SIP_OUTBOUND_TRUNK</c> or in the configuration key <c>WarmTransfer:SipTrunkId</c>. Default: <see langword="false"/>.
    /// </summary>
    public bool FromEnvironment { get; set; }
}
