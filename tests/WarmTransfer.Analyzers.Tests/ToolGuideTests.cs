namespace WarmTransfer.Analyzers.Tests;

/// <summary>The code in the guide to tools compiles, and no rule finds anything in it.</summary>
public sealed class ToolGuideTests
{
    public static TheoryData<string> Code => [.. DocumentedCode.Of(File.ReadAllText(Repository.File("docs", "tools.md"))).Where(block => !block.IsSettings).Select(block => block.Code)];

    [Theory]
    [MemberData(nameof(Code))]
    public async Task Code_OfTheGuide_IsReportedByNoRule(string code)
        => Assert.Empty(await AllRules.AnalyzeAsync("using System.ComponentModel.DataAnnotations;\n" + code, "The code in the guide to tools"));
}
