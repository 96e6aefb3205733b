namespace WarmTransfer.Packaging.Tests;

/// <summary>Runs the <c>dotnet</c> command.</summary>
/// <param name="folder">Where it runs, and below which it keeps the packages under test.</param>
internal sealed class DotNet(string folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs a command and returns what it printed.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output) = await TryAsync(arguments);
        Assert.True(exitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {exitCode}:\n{output}");
        return output;
    }

    /// <summary>Runs a command that may fail.</summary>
    public async Task<(int ExitCode, string Output)> TryAsync(params string[] arguments)
    {
        await using var process = ChildProcess.Start(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments, folder, Settings());
        var (exitCode, output) = await process.EndAsync(Patience);
        return (exitCode, output + process.Errors);
    }

    private Dictionary<string, string?> Settings()
    {
        // What the build or the runner around these tests says of itself is not for the ones inside them.
        Dictionary<string, string?> settings = Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsOfTheOuterRun).ToDictionary(name => name, _ => (string?)null);
        settings["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        settings["DOTNET_NOLOGO"] = "1";
        settings["DOTNET_CLI_UI_LANGUAGE"] = "en";
        settings["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false";
        // A node that is kept for the next build would keep the output open, too.
        settings["MSBUILDDISABLENODEREUSE"] = "1";
        settings["MSBUILDTERMINALLOGGER"] = "off";
        // Known vulnerabilities of dependencies are news, not a property of these packages.
        settings["NuGetAudit"] = "false";
        // The packages under test stay in their folder; the others are where the repository's own build left them.
        settings["RestoreFallbackFolders"] = InstalledPackages();
        settings["NUGET_PACKAGES"] = Path.Combine(folder, "packages");
        return settings;
    }

    private static bool IsOfTheOuterRun(string name)
        => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
            || (name.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("DOTNET_ROOT", StringComparison.OrdinalIgnoreCase));

    private static string InstalledPackages()
        => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } configured
            ? configured
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
