using System.Text.Json;

namespace WarmTransfer.Packaging.Tests;

/// <summary>The package shows the project's <c>appsettings*.json</c> to the analyzers.</summary>
public sealed class AppSettingsTests(SettingsProject project) : IClassFixture<SettingsProject>
{
    [Fact]
    public async Task AppSettings_InTheProjectFolder_AreAdditionalFiles()
        => Assert.Equal(["appsettings.Development.json", "appsettings.json"], await project.AdditionalFilesAsync());

    [Theory]
    [InlineData("appsettings.json")]
    [InlineData("./appsettings.json")]
    [InlineData("appsettings*.json")]
    public async Task AppSettings_AddedByTheProjectItself_AreNotAddedAgain(string include)
        => Assert.Equal(["appsettings.Development.json", "appsettings.json"], await project.AdditionalFilesAsync("-p:OwnAdditionalFiles=" + include));

    [Fact]
    public async Task AppSettings_SwitchedOff_StayOut()
        => Assert.Empty(await project.AdditionalFilesAsync("-p:WarmTransferReadAppSettings=false"));
}

/// <summary>A project that references the package, restored.</summary>
public sealed class SettingsProject(PackageFeed feed) : IAsyncLifetime
{
    private string _project = "";

    public async ValueTask InitializeAsync()
    {
        _project = Path.Combine(await feed.CreateProjectAsync("Settings"), "Settings", "Settings.csproj");
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(_project)!, "appsettings.Development.json"), "{}");
        string text = await File.ReadAllTextAsync(_project);
        await File.WriteAllTextAsync(_project, text.Replace("</Project>", """<ItemGroup><AdditionalFiles Include="$(OwnAdditionalFiles)" /></ItemGroup></Project>""", StringComparison.Ordinal));
        await feed.DotNet.RunAsync("restore", _project);
    }

    internal async Task<IEnumerable<string>> AdditionalFilesAsync(params string[] arguments)
    {
        string output = await feed.DotNet.RunAsync(["msbuild", _project, "-getItem:AdditionalFiles", .. arguments]);
        using var items = JsonDocument.Parse(output);
        return [.. items.RootElement.GetProperty("Items").GetProperty("AdditionalFiles").EnumerateArray().Select(file => Path.GetFileName(file.GetProperty("FullPath").GetString()!)).Order(StringComparer.Ordinal)];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
