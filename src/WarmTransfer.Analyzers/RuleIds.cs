namespace WarmTransfer.Analyzers;

/// <summary>The ids of all rules: <c>WT1xxx</c> is about tools, <c>WT2xxx</c> about configuration, <c>WT3xxx</c> about use.</summary>
/// <remarks>An id is never used again for another mistake. Each has its page in <c>docs/rules</c>.</remarks>
internal static class RuleIds
{
    public const string TransferAgentNotPartial = "WT1001";
    public const string TransferToolOutsideTransferAgent = "WT1002";
    public const string UnsupportedToolParameter = "WT1003";
    public const string InvalidToolName = "WT1004";
    public const string DuplicateToolName = "WT1005";
    public const string ToolNameTakenByBuiltIn = "WT1006";
    public const string AsyncVoidTool = "WT1007";
    public const string UnsupportedToolMethod = "WT1008";
    public const string UnsupportedToolResult = "WT1009";
    public const string InvalidReplacement = "WT1010";
    public const string UnsupportedTransferAgentClass = "WT1011";
    public const string TransferAgentMemberReserved = "WT1012";
    public const string InvalidToolDefault = "WT1013";
    public const string AmbiguousToolParameter = "WT1014";
    public const string InvalidToolConstraint = "WT1015";
    public const string NotStrictToolParameter = "WT1016";
    public const string InheritedToolLeftOut = "WT1017";
    public const string ToolWithoutDescription = "WT1020";
    public const string ParameterWithoutDescription = "WT1021";
    public const string ToolDescriptionTooLong = "WT1022";
    public const string DateTimeParameter = "WT1023";
    public const string ToolWithoutCancellationToken = "WT1024";
    public const string BlockingTool = "WT1025";
    public const string TooManyTools = "WT1026";
    public const string DefaultOutsideConstraint = "WT1027";
    public const string IncompatibleReplacement = "WT1028";

    public const string TrunkNotConfigured = "WT2001";
    public const string TrunkAndConnection = "WT2002";
    public const string InvalidTrunkId = "WT2003";
    public const string InvalidCallTo = "WT2004";
    public const string InvalidSipNumber = "WT2005";
    public const string InvalidDtmf = "WT2006";
    public const string TimeoutOutOfRange = "WT2007";
    public const string InvalidConsultRoomName = "WT2008";
    public const string ApiSecretInSource = "WT2009";
    public const string UnknownSetting = "WT2010";
    public const string InvalidDecisionDigit = "WT2011";

    public const string TransferResultIgnored = "WT3001";
    public const string NotAwaited = "WT3002";
    public const string NotDisposed = "WT3003";
    public const string TransferRunTwice = "WT3004";
    public const string OutcomeNotHandled = "WT3005";
    public const string DecisionOutsideTool = "WT3006";
}
