using System.Text.RegularExpressions;

namespace WarmTransfer.Runtime.Tests;

/// <summary>The runtime's folders know only what is below them (docs/architecture.md).</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>What each folder may know. A new folder gets a row.</summary>
    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["Hosting"] = ["Transfers", "Sessions", "Rooms", "LiveKit", "Concurrency", "Diagnostics"],
        ["Transfers"] = ["Sessions", "Tools", "Audio", "Rooms", "LiveKit", "Concurrency", "Diagnostics"],
        ["Sessions"] = ["Tools", "Audio", "Rooms", "LiveKit", "Concurrency", "Diagnostics"],
        ["Audio"] = ["Rooms", "LiveKit", "Concurrency", "Diagnostics"],
        ["Rooms"] = ["LiveKit", "Concurrency"],
        ["LiveKit"] = ["Concurrency", "Diagnostics"],
        // A tool and the plumbing of its generated half are one thing in two namespaces.
        ["Tools"] = ["SourceGeneration", "Diagnostics"],
        ["SourceGeneration"] = ["Tools"],
        ["Concurrency"] = ["Diagnostics"],
        ["Diagnostics"] = [],
    };

    [Fact]
    public void Folders_KnowOnlyWhatIsBelowThem()
    {
        var root = Repository.File("src", "WarmTransfer.Runtime");
        var sources = MayKnow.Keys.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Folder: folder, Name: Path.GetFileName(file), Code: CodeOf(file)))).ToList();
        var homes = sources
            .SelectMany(source => Declaration().Matches(source.Code).Select(match => (Type: match.Groups["name"].Value, source.Folder)))
            .DistinctBy(home => home.Type)
            .ToDictionary(home => home.Type, home => home.Folder, StringComparer.Ordinal);

        var wrong =
            from source in sources
            from name in Identifier().Matches(source.Code).Select(match => match.Value).Distinct()
            where homes.TryGetValue(name, out var home) && home != source.Folder && !MayKnow[source.Folder].Contains(home)
            select $"{source.Folder}/{source.Name} uses {name} of {homes[name]}";

        Assert.Empty(wrong);
        Assert.True(homes.Count > 100, "The declarations are found.");
    }

    [Fact]
    public void Folders_AreAllListed()
    {
        var folders = Directory.EnumerateDirectories(Repository.File("src", "WarmTransfer.Runtime"))
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any())
            .Select(folder => Path.GetFileName(folder)!)
            .Except(["bin", "obj"]);

        Assert.Equal(MayKnow.Keys.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Files_HaveAtMost300Lines()
    {
        var tooLong = Directory.EnumerateFiles(Repository.File("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("obj"))
            .Select(file => (File: Path.GetRelativePath(Repository.File(), file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > 300);

        Assert.Empty(tooLong);
    }

    // What documentation refers to ties nothing together.
    private static string CodeOf(string file) => Text().Replace(
        string.Join('\n', File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))), "\"\"");

    [GeneratedRegex(@"^(public|internal) [^\n(=]*\b(class|record struct|record|struct|interface|enum) (?<name>[A-Z]\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\b[A-Z]\w+\b", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Identifier();

    [GeneratedRegex("\"(\\\\.|[^\"\\\\\n])*\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Text();
}
