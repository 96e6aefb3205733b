using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <summary>Reads an object's properties by name. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ToolObjectReader
{
    private readonly JsonElement _object;
    private readonly IEnumerable<KeyValuePair<string, object?>>? _pairs;

    private ToolObjectReader(JsonElement map, IEnumerable<KeyValuePair<string, object?>>? pairs)
    {
        _object = map;
        _pairs = pairs;
    }

    /// <summary>Opens an object: JSON, text that holds JSON, or a dictionary.</summary>
    /// <param name="value">What was sent.</param>
    /// <param name="problems">Gets one more when it is no object.</param>
    /// <param name="reader">What reads its properties.</param>
    public static bool TryOpen(in ToolValue value, ref ToolProblems problems, out ToolObjectReader reader)
    {
        reader = default;
        if (value.TryGetJsonObject(out JsonElement map))
            reader = new(map, null);
        else if (value.Is<IEnumerable<KeyValuePair<string, object?>>>(out var pairs))
            reader = new(default, pairs);
        else
            return problems.Add("an object", value);
        return true;
    }

    /// <summary>Reads a property that must be there.</summary>
    /// <param name="name">Its name in JSON.</param>
    /// <param name="problems">Gets more when it is missing or wrong.</param>
    /// <typeparam name="T">Its type.</typeparam>
    /// <typeparam name="TReader">What reads it.</typeparam>
    /// <returns>The value; after a problem, anything.</returns>
    public T Required<T, TReader>(string name, ref ToolProblems problems)
        where TReader : IToolValueReader<T>
    {
        var before = problems.Count;
        if (TryRead<T, TReader>(name, ref problems, out T? value))
            return value;
        if (problems.Count == before)
        {
            problems.Add(TReader.Expected, "nothing");
            problems.Locate(before, "." + name);
        }

        return default!;
    }

    /// <summary>Reads a property that may be left out.</summary>
    /// <param name="name">Its name in JSON.</param>
    /// <param name="fallback">Its value then.</param>
    /// <param name="problems">Gets more when it is wrong.</param>
    /// <typeparam name="T">Its type.</typeparam>
    /// <typeparam name="TReader">What reads it.</typeparam>
    /// <returns>The value; after a problem, anything.</returns>
    public T Optional<T, TReader>(string name, T fallback, ref ToolProblems problems)
        where TReader : IToolValueReader<T>
        => TryRead<T, TReader>(name, ref problems, out T? value) ? value : fallback;

    /// <summary>Reads a property that keeps the value its type gives it when it is left out.</summary>
    /// <param name="name">Its name in JSON.</param>
    /// <param name="problems">Gets more when it is wrong.</param>
    /// <param name="result">The value.</param>
    /// <typeparam name="T">Its type.</typeparam>
    /// <typeparam name="TReader">What reads it.</typeparam>
    /// <returns>False when it is left out or wrong.</returns>
    public bool TryRead<T, TReader>(string name, ref ToolProblems problems, [MaybeNullWhen(false)] out T result)
        where TReader : IToolValueReader<T>
    {
        result = default;
        if (!TryFind(name, out ToolValue value))
            return false;
        var before = problems.Count;
        if (TReader.TryRead(value, ref problems, out result))
            return true;
        problems.Locate(before, "." + name);
        return false;
    }

    /// <summary>Counts every property that is none of the object's as a problem.</summary>
    /// <param name="names">The object's properties.</param>
    /// <param name="problems">Gets one more for each other.</param>
    public void RejectOthers(ReadOnlySpan<string> names, ref ToolProblems problems)
    {
        if (_pairs is null)
        {
            foreach (JsonProperty property in _object.EnumerateObject())
                problems.RejectUnknown(ToolValue.NameOf(property), names, ".");
            return;
        }

        foreach ((var key, _) in _pairs)
            problems.RejectUnknown(key, names, ".");
    }

    // Exactly, else whatever the case, else with or without underscores; each only when one property fits.
    private bool TryFind(string name, out ToolValue value)
    {
        if (_pairs is null)
        {
            var isFound = TryGetProperty(name, out JsonElement property) || TryFindOnly(name, ArgumentNames.IsSameIgnoringCase, out property)
                || TryFindOnly(name, ArgumentNames.IsSameIgnoringStyle, out property);
            value = new(property);
            return isFound;
        }

        var isInPairs = TryFindPair(name, string.Equals, out var item) || TryFindPair(name, ArgumentNames.IsSameIgnoringCase, out item)
            || TryFindPair(name, ArgumentNames.IsSameIgnoringStyle, out item);
        value = new(item);
        return isInPairs;
    }

    private bool TryGetProperty(string name, out JsonElement property)
    {
        try
        {
            return _object.TryGetProperty(name, out property);
        }
        catch (InvalidOperationException)
        {
            // Some other name holds half a character, and comparing stopped there.
            return TryFindOnly(name, string.Equals, out property);
        }
    }

    private bool TryFindOnly(string name, Func<string, string, bool> isSame, out JsonElement property)
    {
        property = default;
        var found = 0;
        foreach (JsonProperty candidate in _object.EnumerateObject())
        {
            if (ToolValue.NameOf(candidate) is not { } key || !isSame(key, name))
                continue;
            property = candidate.Value;
            found++;
        }

        return found == 1;
    }

    private bool TryFindPair(string name, Func<string, string, bool> isSame, out object? value)
    {
        value = null;
        var found = 0;
        foreach ((var key, var item) in _pairs!)
        {
            if (!isSame(key, name))
                continue;
            value = item;
            found++;
        }

        return found == 1;
    }
}
