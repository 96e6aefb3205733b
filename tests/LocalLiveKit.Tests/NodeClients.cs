using System.Security.Cryptography;
using System.Text.Json;

[assembly: AssemblyFixture(typeof(LocalLiveKit.Tests.NodeClients))]

namespace LocalLiveKit.Tests;

/// <summary>LiveKit's own clients from npm, installed once beside the test's binaries, as the lock file says.</summary>
public sealed class NodeClients : IAsyncLifetime
{
    // What npm says when there is no network, or nobody answers.
    private static readonly string[] Offline = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH", "EHOSTUNREACH"];

    private readonly string _folder = Path.Combine(AppContext.BaseDirectory, "node");
    private string? _missing;

    public async ValueTask InitializeAsync()
    {
        _missing = Find("node") is null || Find("npm") is null ? "Node.js with npm is not installed, and LiveKit's own clients run on it." : await InstallAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Runs a script to its end, and gives what it printed.</summary>
    internal async Task<JsonElement> RunAsync(LocalServer server, string script, params IEnumerable<string> arguments)
    {
        await using var process = Start(server.Url, script, arguments);
        var (code, output) = await process.EndAsync();
        Assert.True(code == 0, $"{script} ended with {code}:\n{output}\n{process.Errors}");
        return JsonElement.Parse(output);
    }

    /// <summary>Starts a script. The test is skipped where there is nothing to run it.</summary>
    internal ChildProcess Start(Uri? server, string script, params IEnumerable<string> arguments)
    {
        Assert.SkipWhen(_missing is not null, _missing ?? "");
        return ChildProcess.Start(Find("node")!, [script, .. arguments], _folder, new Dictionary<string, string?>
        {
            ["LIVEKIT_URL"] = server?.GetLeftPart(UriPartial.Authority) ?? "",
            ["LIVEKIT_API_KEY"] = LocalServer.ApiKey,
            ["LIVEKIT_API_SECRET"] = LocalServer.ApiSecret,
        });
    }

    private async Task<string?> InstallAsync()
    {
        var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(_folder, "package-lock.json"))));
        var marker = Path.Combine(_folder, "installed");
        if (File.Exists(marker) && await File.ReadAllTextAsync(marker) == wanted)
            return null;

        await using var npm = ChildProcess.Start(Find("npm")!, ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=1"], _folder);
        var (code, _) = await npm.EndAsync();
        if (code != 0 && Array.Exists(Offline, error => npm.Errors.Contains(error, StringComparison.Ordinal)))
            return "LiveKit's own clients are not installed, and npm cannot fetch them without a network.";
        Assert.True(code == 0, $"npm ci ended with {code}:\n{npm.Errors}");
        await File.WriteAllTextAsync(marker, wanted);
        return null;
    }

    private static string? Find(string program)
    {
        string[] names = OperatingSystem.IsWindows() ? [program + ".exe", program + ".cmd"] : [program];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(_ => names, Path.Combine).FirstOrDefault(File.Exists);
    }
}
