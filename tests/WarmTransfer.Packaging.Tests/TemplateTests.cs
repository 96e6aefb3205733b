namespace WarmTransfer.Packaging.Tests;

/// <summary>A new project from the template, as a user's first minutes have it.</summary>
public sealed class TemplateTests(PackageFeed feed)
{
    // Not a C# identifier: the namespaces have to be made one.
    private const string Name = "Hot-Line";

    [Fact]
    public async Task Template_NewProject_BuildsWithoutWarningsAndItsTestsPass()
    {
        string project = await feed.CreateProjectAsync(Name, "--Trunk", "ST_hotline", "--CallTo", "+442079460123");

        string output = await feed.DotNet.RunAsync("test", project, "--nologo");

        Assert.Empty(Diagnostic.Find(output));
        Assert.Matches(@"Passed! +- Failed: +0, Passed: +2,", output);
        Assert.Contains("\"SipTrunkId\": \"ST_hotline\"", await File.ReadAllTextAsync(Path.Combine(project, Name, "appsettings.json")), StringComparison.Ordinal);
        Assert.Contains("CallTo = \"+442079460123\"", await File.ReadAllTextAsync(Path.Combine(project, Name, "SupportDesk.cs")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Template_NewProject_ReferencesNoPackageButWarmTransfer()
    {
        string project = await feed.CreateProjectAsync("References");

        string[] references = [.. (await File.ReadAllLinesAsync(Path.Combine(project, "References", "References.csproj"))).Where(line => line.Contains("<PackageReference", StringComparison.Ordinal))];

        Assert.Equal($"""<PackageReference Include="WarmTransfer" Version="{PackageFeed.Version}" />""", Assert.Single(references).Trim());
    }
}
