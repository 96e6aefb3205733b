namespace WarmTransfer.Analyzers;

/// <summary>The ids of all rules: <c>WT1xxx</c> is about tools, <c>WT2xxx</c> about configuration.</summary>
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

    public const string TrunkNotConfigured = "WT2001";
}
