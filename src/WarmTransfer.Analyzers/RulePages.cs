namespace WarmTransfer.Analyzers;

/// <summary>Where the page of each rule is published; the pages themselves are in <c>docs/rules</c>.</summary>
internal static class RulePages
{
    /// <summary>The address before the id.</summary>
    public const string Base = "https://github.com/warmtransfer/warmtransfer/blob/main/docs/rules/";

    /// <summary>The address after the id.</summary>
    public const string Extension = ".md";
}
