namespace WarmTransfer.Analyzers;

/// <summary>The groups rules are listed under.</summary>
internal static class RuleCategories
{
    public const string Tools = "WarmTransfer.Tools";
    public const string Configuration = "WarmTransfer.Configuration";
    public const string Use = "WarmTransfer.Use";
}
