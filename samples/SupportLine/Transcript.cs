namespace SupportLine;

/// <summary>What the caller says, from a file: to the AI, and after the mark to the human.</summary>
internal sealed record Transcript(IReadOnlyList<string> ToAgent, IReadOnlyList<string> ToHuman)
{
    private const string Mark = "--- connected";

    public static Transcript Load(string path)
    {
        var lines = File.ReadLines(path).Where(line => line.Length > 0 && !line.StartsWith('#')).ToList();
        var mark = lines.IndexOf(Mark);
        return mark < 0
            ? throw new InvalidDataException($"{path} has no line \"{Mark}\": what follows it is said once the caller is connected.")
            : new Transcript(lines[..mark], lines[(mark + 1)..]);
    }
}
