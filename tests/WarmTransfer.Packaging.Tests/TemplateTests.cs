using WarmTransfer.Emulator;

namespace WarmTransfer.Packaging.Tests;

/// <summary>A new project from the template, as a user's first minutes have it.</summary>
public sealed class TemplateTests(PackageFeed feed)
{
    // Not a C# identifier: the namespaces have to be made one.
    private const string Name = "Hot-Line";

    [Fact]
    public async Task Template_NewProject_BuildsWithoutWarningsAndItsTestsPass()
    {
        var project = await feed.CreateProjectAsync(Name, "--Trunk", "ST_hotline", "--CallTo", "+442079460123");

        var output = await feed.DotNet.RunAsync("test", project, "--nologo");

        Assert.Empty(Diagnostic.Find(output));
        Assert.Matches(@"Passed! +- Failed: +0, Passed: +3,", output);
        Assert.Contains("\"SipTrunkId\": \"ST_hotline\"", await File.ReadAllTextAsync(Path.Combine(project, Name, "appsettings.json")), StringComparison.Ordinal);
        await AssertTrunkIsCheckedAsync(Path.Combine(project, Name, "bin", "Debug", "net10.0", Name + ".dll"));
        Assert.Contains("CallTo = \"+442079460123\"", await File.ReadAllTextAsync(Path.Combine(project, Name, "SupportDesk.cs")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Template_NewProject_ReferencesNoPackageButWarmTransfer()
    {
        var project = await feed.CreateProjectAsync("References");

        string[] references = [.. (await File.ReadAllLinesAsync(Path.Combine(project, "References", "References.csproj"))).Where(line => line.Contains("<PackageReference", StringComparison.Ordinal))];

        Assert.Equal($"""<PackageReference Include="WarmTransfer" Version="{PackageFeed.Version}" />""", Assert.Single(references).Trim());
    }

    /// <summary>The program, started against an emulator that has the trunk, and against none.</summary>
    private async Task AssertTrunkIsCheckedAsync(string program)
    {
        await using LiveKitEmulator liveKit = await LiveKitEmulator.StartAsync(new LiveKitEmulatorOptions
        {
            Trunks = [new SipOutboundTrunk { TrunkId = "ST_hotline", Address = "sip.example.com", Numbers = ["+15105550100"] }],
        });
        string[] key = ["--LiveKit:ApiKey", liveKit.ApiKey, "--LiveKit:ApiSecret", liveKit.ApiSecret];

        var found = await feed.DotNet.RunAsync([program, "--LiveKit:Url", liveKit.Url.ToString(), .. key]);
        var unknown = await FailAsync("--WarmTransfer:SipTrunkId", "ST_other", "--LiveKit:Url", liveKit.Url.ToString());
        var wrong = await FailAsync("--LiveKit:Url", "nowhere");

        Assert.Contains("has the trunk ST_hotline", found, StringComparison.Ordinal);
        Assert.Contains("no outbound trunk ST_other", unknown, StringComparison.Ordinal);
        Assert.Contains("LiveKit:Url", wrong, StringComparison.Ordinal);

        async Task<string> FailAsync(params string[] arguments)
        {
            var (exitCode, output) = await feed.DotNet.TryAsync([program, .. arguments, .. key]);
            Assert.Equal(1, exitCode);
            return output;
        }
    }
}
