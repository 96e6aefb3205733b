namespace WarmTransfer.TestSupport;

/// <summary>What a source of the tests is compiled against: the assemblies this process runs on.</summary>
public static class LoadedAssemblies
{
    // The tools of the tests, which no user's project refers to.
    private static readonly string[] Tools = ["xunit", "WarmTransfer.TestSupport", "WarmTransfer.Generators", "WarmTransfer.Analyzers", "WarmTransfer.CodeFixes"];

    /// <summary>Gets the files of .NET itself, of the packages under test and of all that these depend on.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Array.Exists(Tools, tool => Path.GetFileName(path).StartsWith(tool, StringComparison.Ordinal))),
    ];
}
