using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WarmTransfer.Analyzers.Tests;

/// <summary>A rule is known to readers and to release tracking, and what its page says of it is true.</summary>
public sealed class RulePageTests
{
    public static TheoryData<string> Ids => [.. AllRules.Descriptors.Select(descriptor => descriptor.Id).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HelpLink_LeadsToItsPage(string id)
    {
        foreach (DiagnosticDescriptor descriptor in Descriptors(id))
        {
            Assert.Equal($"https://github.com/warmtransfer/warmtransfer/blob/main/docs/rules/{id}.md", descriptor.HelpLinkUri);
            Assert.StartsWith($"# {id}: {descriptor.Title}\n", Page(id), StringComparison.Ordinal);
            Assert.Contains($"| Category | {descriptor.Category} |\n| Severity | {descriptor.DefaultSeverity} |\n", Page(id), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasARowInTheTableOfRules(string id)
    {
        DiagnosticDescriptor rule = Descriptors(id).First();
        var fix = AllRules.Fixes.Any(provider => provider.FixableDiagnosticIds.Contains(id)) ? "yes" : "no";

        Assert.Contains($"| [{id}]({id}.md) | {rule.Title} | {rule.DefaultSeverity} | {fix} |\n", Read("docs", "rules", "README.md"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasARowInTheReleaseFiles(string id)
    {
        DiagnosticDescriptor rule = Descriptors(id).First();
        var releases = Read("src", "WarmTransfer.Analyzers", "AnalyzerReleases.Shipped.md") + Read("src", "WarmTransfer.Analyzers", "AnalyzerReleases.Unshipped.md");

        Assert.Contains($"{id} | {rule.Category} | {rule.DefaultSeverity} | [Documentation]({rule.HelpLinkUri})\n", releases, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Page_BadCode_IsReportedByTheRule(string id)
    {
        foreach ((var code, var settings) in CodeUnder("Bad", id))
            Assert.Contains(await AllRules.AnalyzeAsync(code, $"The bad code on the page of {id}", settings), diagnostic => diagnostic.Id == id);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Page_GoodCode_IsReportedByNoRule(string id)
    {
        foreach ((var code, var settings) in CodeUnder("Good", id))
            Assert.Empty(await AllRules.AnalyzeAsync(code, $"The good code on the page of {id}", settings));
    }

    [Fact]
    public void Pages_AreOfRulesThatExist()
    {
        IEnumerable<string> pages = Directory.GetFiles(Repository.File("docs", "rules"), "WT*.md").Select(path => Path.GetFileNameWithoutExtension(path));

        Assert.Equal(AllRules.Descriptors.Select(descriptor => descriptor.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Fixes_AreForRulesThatExist()
        => Assert.All(
            AllRules.Fixes.SelectMany(fix => fix.FixableDiagnosticIds),
            id => Assert.Contains(AllRules.Descriptors, descriptor => descriptor.Id == id));

    [Fact]
    public void Ids_AreEachFoundByOneAnalyzer()
        => Assert.All(
            AllRules.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics.Select(descriptor => descriptor.Id).Distinct(StringComparer.Ordinal)).CountBy(id => id, StringComparer.Ordinal),
            found => Assert.Equal(1, found.Value));

    [Fact]
    public void Suppressions_HaveEachARowInTheTable()
        => Assert.All(
            AllRules.Analyzers.OfType<DiagnosticSuppressor>().SelectMany(suppressor => suppressor.SupportedSuppressions),
            suppression => Assert.Matches($@"\| {suppression.SuppressedDiagnosticId}: .* \| {suppression.Id} \|", Read("docs", "rules", "README.md")));

    private static IEnumerable<DiagnosticDescriptor> Descriptors(string id)
        => AllRules.Descriptors.Where(descriptor => descriptor.Id == id);

    private static string Page(string id) => Read("docs", "rules", id + ".md");

    private static string Read(params string[] path) => File.ReadAllText(Repository.File(path));

    /// <summary>The blocks between this heading of the page and the next, each C# by itself and each JSON as the project's settings. A page has at least one under each.</summary>
    private static IReadOnlyList<(string Code, string? Settings)> CodeUnder(string heading, string id)
    {
        var section = Page(id).Split("\n## ").Single(part => part.StartsWith(heading + "\n", StringComparison.Ordinal));
        (string, string?)[] blocks = [.. DocumentedCode.Of(section).Select(block => block.IsSettings ? ("", block.Code) : (block.Code, (string?)null))];
        Assert.NotEmpty(blocks);
        return blocks;
    }
}
