using System.Text.Json;

namespace WarmTransfer.Packaging.Tests;

/// <summary>What a reference to the package gives the compiler: the analyzers, and the project's <c>appsettings*.json</c> for them.</summary>
public sealed class CompilerInputTests(NewProject project) : IClassFixture<NewProject>
{
    [Theory]
    [InlineData("Inputs")]
    [InlineData("Inputs.Tests")]
    public async Task Analyzers_OfThePackage_AreThere(string name)
        => Assert.Equal(
            ["WarmTransfer.Analyzers.dll", "WarmTransfer.CodeFixes.dll", "WarmTransfer.Generators.dll"],
            (await project.ItemsAsync("Analyzer", name, "-t:ResolveLockFileAnalyzers")).Where(file => file.StartsWith("WarmTransfer.", StringComparison.Ordinal)));

    [Fact]
    public async Task AppSettings_InTheProjectFolder_AreAdditionalFiles()
        => Assert.Equal(["appsettings.Development.json", "appsettings.json"], await AdditionalFilesAsync());

    [Theory]
    [InlineData("appsettings.json")]
    [InlineData("./appsettings.json")]
    [InlineData("appsettings*.json")]
    public async Task AppSettings_AddedByTheProjectItself_AreNotAddedAgain(string include)
        => Assert.Equal(["appsettings.Development.json", "appsettings.json"], await AdditionalFilesAsync("-p:OwnAdditionalFiles=" + include));

    [Fact]
    public async Task AppSettings_SwitchedOff_StayOut()
        => Assert.Empty(await AdditionalFilesAsync("-p:WarmTransferReadAppSettings=false"));

    private Task<IEnumerable<string>> AdditionalFilesAsync(params string[] arguments) => project.ItemsAsync("AdditionalFiles", "Inputs", arguments);
}

/// <summary>A new project and its tests, which reference one package each, restored.</summary>
public sealed class NewProject(PackageFeed feed) : IAsyncLifetime
{
    private string _folder = "";

    public async ValueTask InitializeAsync()
    {
        _folder = await feed.CreateProjectAsync("Inputs");
        await File.WriteAllTextAsync(Path.Combine(_folder, "Inputs", "appsettings.Development.json"), "{}");
        var project = Path.Combine(_folder, "Inputs", "Inputs.csproj");
        var text = await File.ReadAllTextAsync(project);
        await File.WriteAllTextAsync(project, text.Replace("</Project>", """<ItemGroup><AdditionalFiles Include="$(OwnAdditionalFiles)" /></ItemGroup></Project>""", StringComparison.Ordinal));
        await feed.DotNet.RunAsync("restore", _folder);
    }

    /// <summary>The names of the files that a project has as items of a type, sorted.</summary>
    internal async Task<IEnumerable<string>> ItemsAsync(string type, string name, params string[] arguments)
    {
        var output = await feed.DotNet.RunAsync(["msbuild", Path.Combine(_folder, name, name + ".csproj"), "-getItem:" + type, .. arguments]);
        using var items = JsonDocument.Parse(output);
        return [.. items.RootElement.GetProperty("Items").GetProperty(type).EnumerateArray().Select(file => Path.GetFileName(file.GetProperty("FullPath").GetString()!)).Order(StringComparer.Ordinal)];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
