namespace WarmTransfer.Packaging.Tests;

/// <summary>Mistakes in a project that references the package: each shows in the build, at its place.</summary>
public sealed class MistakeTests(MistakenProject project) : IClassFixture<MistakenProject>
{
    [Theory]
    [InlineData("NotPartial.cs", "error", "WT1001")]
    [InlineData("OutsideAgent.cs", "warning", "WT1002")]
    [InlineData("UnsupportedParameter.cs", "error", "WT1003")]
    [InlineData("InvalidName.cs", "error", "WT1004")]
    [InlineData("SupportDesk.cs", "warning", "WT2001")]
    public void Build_Mistake_IsReportedInItsFile(string file, string severity, string id)
        => Assert.Equal(new Diagnostic(file, severity, id), Assert.Single(project.Diagnostics, diagnostic => diagnostic.File == file));

    [Fact]
    public void Build_FiveMistakes_ReportsThemAndNothingElse() => Assert.Equal(5, project.Diagnostics.Count);
}

/// <summary>A new project with five mistakes, built.</summary>
public sealed class MistakenProject(PackageFeed feed) : IAsyncLifetime
{
    internal IReadOnlyList<Diagnostic> Diagnostics { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var project = Path.Combine(await feed.CreateProjectAsync("Mistakes"), "Mistakes");

        // The trunk is the template's only one, and SupportDesk counts on it.
        var settings = Path.Combine(project, "appsettings.json");
        await File.WriteAllTextAsync(settings, (await File.ReadAllTextAsync(settings)).Replace("ST_support", "", StringComparison.Ordinal));
        await AddAsync("NotPartial", """[TransferAgent(SipTrunkId = "ST_1")] public sealed class NotPartial;""");
        await AddAsync("OutsideAgent", "public static class OutsideAgent { [TransferTool] public static string Find() => \"\"; }");
        await AddAsync("UnsupportedParameter", """[TransferAgent(SipTrunkId = "ST_1")] public sealed partial class UnsupportedParameter { [TransferTool] public static string Find(Stream content) => content.ToString()!; }""");
        await AddAsync("InvalidName", """[TransferAgent(SipTrunkId = "ST_1")] public sealed partial class InvalidName { [TransferTool(Name = "find it", Description = "Finds it.")] public static string Find() => ""; }""");

        var (exitCode, output) = await feed.DotNet.TryAsync("build", project, "--nologo");

        Diagnostics = Diagnostic.Find(output);
        Assert.True(exitCode != 0, output);

        Task AddAsync(string name, string code) => File.WriteAllTextAsync(Path.Combine(project, name + ".cs"), $"using WarmTransfer;\n\nnamespace Mistakes;\n\n{code}\n");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
