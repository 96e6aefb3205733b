namespace WarmTransfer.Packaging.Tests;

/// <summary>A program with an agent (<c>Trimmed/Program.cs</c>), published with everything trimmed that nothing is seen to use.</summary>
public sealed class TrimmingTests(TrimmedProgram program) : IClassFixture<TrimmedProgram>
{
    private const string NoRuntime = "The package Microsoft.NETCore.App.Runtime for this machine cannot be restored here, so there is nothing to trim.";

    [Fact]
    public void Publish_OfAnAgent_WarnsOfNothing()
    {
        Assert.SkipUnless(program.HasRuntime, NoRuntime);
        Assert.True(program.ExitCode == 0, program.Output);
        Assert.DoesNotContain("warning", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_WithAllOfTheRuntimeKept_WarnsOfNothingInIt()
    {
        var (exitCode, output) = await program.PublishAsync("Kept", """<TrimmerRootAssembly Include="WarmTransfer.Runtime" />""");

        Assert.SkipUnless(program.HasRuntime, NoRuntime);
        Assert.True(exitCode == 0, output);

        // Of the libraries it brings along, one is known to look at types by reflection, in what no tool uses. That it is seen shows that all was looked at.
        string[] warnings = [.. output.Split('\n').Where(line => line.Contains("warning IL", StringComparison.Ordinal))];
        Assert.NotEmpty(warnings);
        Assert.All(warnings, warning => Assert.Contains("Google.Protobuf", warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tools_OfATrimmedProgram_WorkThroughBothEntries()
    {
        const string Visit = """{"id":"0f8fad5b-d9cb-469f-a165-70867728950e","day":"2031-01-01","kind":"by-phone","length":"PT1H40M","guests":["Ann","7","basic","extra"],"title":null,"topics":["Bill","Order"]}""";
        const string Found = """{"0f8fad5b-d9cb-469f-a165-70867728950e":"Visit","none":null}""";
        const string Refused = """{"error":"invalid_arguments","message":"book was not called. Correct every problem listed here, then call it again.","problems":[{"parameter":"visit.id","expected":"a UUID (0f8fad5b-d9cb-469f-a165-70867728950e)","received":"a string"},{"parameter":"visit.day","expected":"an ISO 8601 date (2030-12-31)","received":"nothing"},{"parameter":"visit.kind","expected":"one of: Visit, by-phone","received":"a string"},{"parameter":"visit.length","expected":"a duration, in ISO 8601 (PT1H30M) or as hh:mm:ss","received":"nothing"},{"parameter":"visit.guests[0]","expected":"a string","received":"null"},{"parameter":"visit.title","expected":"a string of 2 to 9 characters","received":"a string"},{"parameter":"reminders[0]","expected":"a duration, in ISO 8601 (PT1H30M) or as hh:mm:ss","received":"a number"},{"parameter":"prices","expected":"an object, each value a number","received":"an array"}]}""";
        const string Failed = """{"error":"refused","message":"No visits today."}""";
        Assert.SkipUnless(program.HasRuntime, NoRuntime);
        Assert.True(program.ExitCode == 0, program.Output);

        Assert.Equal(
            [
                "book find fail connect_to_caller decline_transfer voicemail_detected",
                """{"type":"object","properties":{"ids":{"description":"Their ids.","type":"array","items":{"type":"string","format":"uuid"}},"kinds":{"description":"Their kinds.","type":"array","items":{"type":"string","enum":["Visit","by-phone"]}},"name":{"description":"Whose.","type":["string","null"],"maxLength":5,"default":null}},"required":["ids","kinds"]} -> {"type":"object","additionalProperties":{"type":["string","null"],"enum":["Visit","by-phone",null]}}""",
                "book: " + Visit,
                "book as UTF-8: True " + Visit,
                "book: " + Refused,
                "book as UTF-8: False " + Refused,
                "find: " + Found,
                "find as UTF-8: True " + Found,
                "fail: " + Failed,
                "fail as UTF-8: False " + Failed,
                "decline_transfer: declined: busy",
                "decline_transfer as UTF-8: True \"declined: busy\"",
            ],
            (await program.RunAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}

/// <summary>The program, published so that a warning is an error.</summary>
public sealed class TrimmedProgram(PackageFeed feed) : IAsyncLifetime
{
    private string _folder = "";

    /// <summary>The runtime to trim is a package of its own, which a machine without a network may not have.</summary>
    internal bool HasRuntime { get; private set; }

    internal int ExitCode { get; private set; }

    internal string Output { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        (ExitCode, Output) = await PublishAsync("Trimmed", "", "-p:TreatWarningsAsErrors=true");
        _folder = feed.CreateFolder("Trimmed");
    }

    /// <summary>Publishes the program from a folder of its own: what is there from an earlier time is not trimmed again, and warns of nothing.</summary>
    internal async Task<(int ExitCode, string Output)> PublishAsync(string name, string item, params string[] arguments)
    {
        var folder = feed.CreateFolder(name);
        File.Copy(Repository.File("tests", "WarmTransfer.Packaging.Tests", "Trimmed", "Program.cs"), Path.Combine(folder, "Program.cs"));
        await File.WriteAllTextAsync(Path.Combine(folder, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <RuntimeIdentifier>$(NETCoreSdkPortableRuntimeIdentifier)</RuntimeIdentifier>
                <SelfContained>true</SelfContained>
                <PublishTrimmed>true</PublishTrimmed>
                <TrimMode>full</TrimMode>
                <TrimmerSingleWarn>false</TrimmerSingleWarn>
                <EnableAotAnalyzer>true</EnableAotAnalyzer>
                <EnableSingleFileAnalyzer>true</EnableSingleFileAnalyzer>
                <JsonSerializerIsReflectionEnabledByDefault>false</JsonSerializerIsReflectionEnabledByDefault>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="WarmTransfer" Version="{PackageFeed.Version}" />
                {item}
              </ItemGroup>
            </Project>
            """);

        var (exitCode, output) = await feed.DotNet.TryAsync("restore", folder);
        HasRuntime = exitCode == 0 || !output.Contains("Microsoft.NETCore.App.Runtime", StringComparison.Ordinal);
        if (exitCode != 0)
            return (exitCode, output);
        return await feed.DotNet.TryAsync(["publish", folder, "--no-restore", "--nologo", "-o", Path.Combine(folder, "out"), .. arguments]);
    }

    /// <summary>Runs what was published and returns what it printed.</summary>
    internal async Task<string> RunAsync()
    {
        var file = Path.Combine(_folder, "out", OperatingSystem.IsWindows() ? "Trimmed.exe" : "Trimmed");
        await using var process = ChildProcess.Start(file, []);
        var (code, output) = await process.EndAsync();
        Assert.True(code == 0, output + process.Errors);
        return output;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
