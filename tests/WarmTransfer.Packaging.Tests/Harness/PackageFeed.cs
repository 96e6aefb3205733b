using System.IO.Compression;
using System.Reflection;
using WarmTransfer.Packaging.Tests;

[assembly: AssemblyFixture(typeof(PackageFeed))]

namespace WarmTransfer.Packaging.Tests;

/// <summary>The solution packed into a folder, once for all tests, and a place beside it for projects that use the packages.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    /// <summary>A version of its own, so that no package of the same name from elsewhere is taken instead.</summary>
    public const string Version = "0.1.0-under.test";

    private readonly string _folder = Directory.CreateTempSubdirectory("warmtransfer-packages-").FullName;
    private string _hive = "";

    /// <summary>Gets the folder with the packages.</summary>
    public string Folder => Path.Combine(_folder, "feed");

    /// <summary>Gets the names of the files that packing produced.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file));

    internal DotNet DotNet => new(_folder);

    public async ValueTask InitializeAsync()
    {
        // Packages of this folder beside the sources the user has configured.
        await File.WriteAllTextAsync(Path.Combine(_folder, "nuget.config"), """
            <configuration>
              <packageSources>
                <add key="under-test" value="feed" />
              </packageSources>
            </configuration>
            """);
        await DotNet.RunAsync("pack", Repository.File("WarmTransfer.sln"), "--no-build", "-c", Configuration, "-o", Folder, "-p:Version=" + Version, "--nologo", "-v", "q");
        _hive = Path.Combine(_folder, "hive");
        await DotNet.RunAsync("new", "install", Path.Combine(Folder, $"WarmTransfer.Templates.{Version}.nupkg"), "--debug:custom-hive", _hive);
        await InstallAsync();
    }

    /// <summary>Opens one of the packages.</summary>
    public ZipArchive Open(string id, string extension = "nupkg") => ZipFile.OpenRead(Path.Combine(Folder, $"{id}.{Version}.{extension}"));

    /// <summary>Makes a folder for a project that uses the packages.</summary>
    public string CreateFolder(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    /// <summary>Makes a project from the template and returns its folder.</summary>
    public async Task<string> CreateProjectAsync(string name, params string[] options)
    {
        var project = Path.Combine(_folder, name);
        await DotNet.RunAsync(["new", "warmtransfer-agent", "-n", name, "-o", project, "--debug:custom-hive", _hive, .. options]);
        return project;
    }

    public ValueTask DisposeAsync()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // On Windows a compiler that goes on running may have a file open. It is a temporary folder.
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Installs the packages from the folder alone, so that no other source is asked for them: that would need a network.</summary>
    private async Task InstallAsync()
    {
        var project = await CreateProjectAsync("Installed");

        // What they depend on is where the repository's own build left it. Whatever is not comes from the sources the user
        // has configured, when a project is restored in earnest.
        await DotNet.TryAsync("restore", project, "--source", Folder);
    }

    private static string Configuration => typeof(PackageFeed).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
}
