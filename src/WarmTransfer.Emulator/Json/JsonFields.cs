using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using WarmTransfer.Analyzers;

namespace WarmTransfer.Emulator;

/// <summary>Takes the members of a JSON object one by one; what is wrong with one is noted, and the member then counts as absent.</summary>
internal sealed partial class JsonFields
{
    private const string DurationExpected = "a duration such as \"2s\", \"500ms\", \"1.5s\" or \"1m\", at most 24 hours";
    private static readonly TimeSpan LongestDuration = TimeSpan.FromHours(24);

    private readonly JsonValue _json;
    private readonly JsonProblems _problems;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Begins with an object; anything else is noted, and counts as an empty one.</summary>
    public JsonFields(JsonValue json, JsonProblems problems, string expected = "an object")
    {
        _json = json;
        _problems = problems;
        IsObject = json.Kind == JsonValueKind.Object;
        if (!IsObject)
            problems.AddWrong(json, expected);
    }

    /// <summary>Gets whether there are members to take at all.</summary>
    public bool IsObject { get; }

    /// <summary>Gets the line the object begins in.</summary>
    public int Line => _json.Line;

    /// <summary>Gets where the object is.</summary>
    public string Path => _json.Path.Length > 0 ? _json.Path : "the text";

    /// <summary>Gets how many members there are.</summary>
    public int Given => _json.Members.Count;

    /// <summary>Finds a member, and makes its name a known one.</summary>
    public JsonValue? Find(string name)
    {
        _known.Add(name);
        var found = _json.Members.Where(member => member.Name == name).Select(member => member.Value).ToList();
        foreach (var again in found.Skip(1))
            _problems.Add(again.Line, $"{again.Path} is given twice; remove one of them.");
        return found.FirstOrDefault();
    }

    /// <summary>Notes something about a member, by its path.</summary>
    public void Note(string name, string message) => _problems.Add(Find(name)?.Line ?? Line, $"{PathOf(name)} {message}");

    public string? Text(string name) =>
        Find(name) is { } value ? Accept(value, value.Kind == JsonValueKind.String && value.Text.Length > 0, "a text that is not empty", () => value.Text) : null;

    /// <summary>A text that may be empty.</summary>
    public string? AnyText(string name) =>
        Find(name) is { } value ? Accept(value, value.Kind == JsonValueKind.String, "a text", () => value.Text) : null;

    public string? RequiredText(string name)
    {
        if (Find(name) is null && IsObject)
            _problems.Add(Line, $"{PathOf(name)} is missing; expected a text.");
        return Text(name);
    }

    /// <summary>A text that no message repeats.</summary>
    public string? Secret(string name)
    {
        if (Find(name) is { Kind: JsonValueKind.String, Text.Length: > 0 } value)
            return value.Text;
        if (IsObject)
            Note(name, "is missing or no text; expected a text that is not empty.");
        return null;
    }

    public string? Choice(string name, IReadOnlyCollection<string> choices)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.Kind == JsonValueKind.String && choices.Contains(value.Text))
            return value.Text;
        var nearest = value.Kind == JsonValueKind.String ? NearestName.To(value.Text, choices) : null;
        _problems.AddWrong(value, (nearest is null ? "" : $"\"{nearest}\"? It is ") + "one of " + string.Join(", ", choices.Select(choice => $"\"{choice}\"")));
        return null;
    }

    public bool? Flag(string name) =>
        Find(name) is { } value ? Accept<bool?>(value, value.Kind is JsonValueKind.True or JsonValueKind.False, "true or false", () => value.Kind == JsonValueKind.True) : null;

    public int? Integer(string name, int least, int most)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.Kind == JsonValueKind.Number && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        _problems.AddWrong(value, most == int.MaxValue ? $"a whole number of {least} or more" : $"a whole number from {least} to {most}");
        return null;
    }

    /// <summary>A duration; <paramref name="forever"/> is the word for one without end, where there may be one.</summary>
    public TimeSpan? Duration(string name, string? forever = null)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.Kind == JsonValueKind.String && forever is not null && value.Text == forever)
            return Timeout.InfiniteTimeSpan;
        if (value.Kind == JsonValueKind.String && ParseDuration(value.Text) is { } duration)
            return duration;
        _problems.AddWrong(value, DurationExpected + (forever is null ? "" : $", or \"{forever}\""));
        return null;
    }

    public JsonFields? Object(string name) => Find(name) is { } value ? new JsonFields(value, _problems) : null;

    public IReadOnlyList<JsonValue> Array(string name) =>
        Find(name) is { } value ? Accept(value, value.Kind == JsonValueKind.Array, "an array", () => value.Items) ?? [] : [];

    /// <summary>An object whose members are all texts.</summary>
    public IReadOnlyDictionary<string, string> Texts(string name)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        if (Object(name) is not { } fields)
            return texts;
        foreach (var member in fields._json.Members)
        {
            if (fields.AnyText(member.Name) is { } text)
                texts[member.Name] = text;
        }

        return texts;
    }

    /// <summary>Notes every member whose name nobody asked for.</summary>
    public void End()
    {
        foreach (var (name, value) in _json.Members.Where(member => !_known.Contains(member.Name)))
        {
            _problems.Add(value.Line, NearestName.To(name, _known) is { } nearest
                ? $"{value.Path} is not known; did you mean \"{nearest}\"?"
                : $"{value.Path} is not known; expected {string.Join(", ", _known)}.");
        }
    }

    private string PathOf(string name) => _json.Path.Length == 0 ? name : $"{_json.Path}.{name}";

    private T? Accept<T>(JsonValue value, bool accepted, string expected, Func<T> read)
    {
        if (accepted)
            return read();
        _problems.AddWrong(value, expected);
        return default;
    }

    private static TimeSpan? ParseDuration(string text)
    {
        var match = DurationPattern().Match(text);
        if (!match.Success)
            return null;
        var number = double.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        var seconds = match.Groups["unit"].Value switch
        {
            "ms" => number / 1000,
            "m" => number * 60,
            _ => number,
        };
        return seconds <= LongestDuration.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    [GeneratedRegex(@"^(?<number>[0-9]{1,9}(\.[0-9]{1,6})?)(?<unit>ms|s|m)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DurationPattern();
}
