using System.Runtime.CompilerServices;

namespace WarmTransfer.Generators.Tests.Differential;

/// <summary>The list of what generated tools do otherwise than AIFunctionFactory: <c>Differential/Deviations.txt</c>.</summary>
/// <remarks>A line that starts with <c>#</c> is a reason; the cases below it, each with both outcomes, deviate for it.</remarks>
internal static class Deviations
{
    private static readonly Lazy<Dictionary<string, string>> Lines = new(Read);

    public static IEnumerable<string> Names => Lines.Value.Keys;

    /// <summary>The approved line of a case, or null.</summary>
    public static string? Of(string name) => Lines.Value.GetValueOrDefault(name);

    public static string Line(string name, string ours, string theirs) => $"{name} | {ours} | {theirs}";

    private static Dictionary<string, string> Read()
    {
        Dictionary<string, string> lines = new(StringComparer.Ordinal);
        string? reason = null;
        foreach (var line in File.ReadAllLines(FilePath()).Where(line => line.Length > 0))
        {
            if (line.StartsWith('#'))
                reason = line;
            else if (reason is null)
                throw new InvalidOperationException($"The deviation '{line}' is listed above the first reason.");
            else
                lines.Add(line.Split(" | ")[0], line);
        }

        return lines;
    }

    private static string FilePath([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Deviations.txt");
}
