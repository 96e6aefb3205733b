using System.Runtime.CompilerServices;

namespace WarmTransfer.Analyzers.Tests;

/// <summary>Finds the repository's own files from where this source was compiled.</summary>
internal static class Repository
{
    public static string File(params string[] path) => Path.Combine([Root(), .. path]);

    private static string Root([CallerFilePath] string source = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", ".."));
}
