using System.Runtime.CompilerServices;

namespace WarmTransfer.Generators.Tests;

/// <summary>Compares a text with the file that was approved for it, <c>Snapshots/&lt;name&gt;.verified.txt</c>.</summary>
/// <remarks>Run the tests with <c>UPDATE_SNAPSHOTS=1</c> to write the files again, and read the difference before it is committed.</remarks>
internal static class Snapshot
{
    private const string UpdateVariable = "UPDATE_SNAPSHOTS";

    public static void Verify(string name, string actual)
    {
        var path = Path.Combine(ProjectFolder(), "Snapshots", name + ".verified.txt");
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"There is no snapshot {path}. Run the tests with {UpdateVariable}=1 to write it.");
        if (FirstDifference(File.ReadAllText(path), actual) is { } difference)
            Assert.Fail($"{name} is not as approved ({UpdateVariable}=1 approves it).\n{difference}");
    }

    /// <summary>The first line that differs, as approved and as it is; null when none does.</summary>
    public static string? FirstDifference(string approved, string actual)
    {
        var expectedLines = approved.Split('\n');
        var actualLines = actual.Split('\n');
        for (var i = 0; i < Math.Max(expectedLines.Length, actualLines.Length); i++)
        {
            var expectedLine = i < expectedLines.Length ? expectedLines[i] : "<end of file>";
            var actualLine = i < actualLines.Length ? actualLines[i] : "<end of file>";
            if (expectedLine != actualLine)
                return $"line {i + 1}\n  approved: {expectedLine}\n  actual:   {actualLine}";
        }

        return null;
    }

    // The files beside the sources, not copies of them: they are what an update has to write.
    private static string ProjectFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(Path.GetDirectoryName(path))!;
}
