using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <summary>Finds an argument by its parameter's name in JSON, as <see cref="ArgumentNames"/> does in a dictionary.</summary>
internal static class RawArguments
{
    /// <summary>Checks that the text is one JSON object and nothing else.</summary>
    /// <param name="json">Nothing, and <c>null</c>, count as an object without properties: so models call a tool without parameters.</param>
    /// <param name="arguments">The object, or one without properties.</param>
    public static bool TryNormalize(ReadOnlySpan<byte> json, out ReadOnlySpan<byte> arguments)
    {
        arguments = "{}"u8;
        if (json.TrimEnd(" \t\r\n"u8).IsEmpty)
            return true;

        Utf8JsonReader reader = new(json);
        try
        {
            reader.Read();
            JsonTokenType kind = reader.TokenType;
            reader.Skip();
            var isAlone = !reader.Read();
            if (kind == JsonTokenType.StartObject)
                arguments = json;
            return isAlone && kind is JsonTokenType.StartObject or JsonTokenType.Null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Exactly, else whatever the case, else with or without underscores; each only when one argument fits.</summary>
    /// <param name="arguments">A whole JSON object.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">The argument, as it was sent.</param>
    public static bool TryFind(ReadOnlySpan<byte> arguments, string name, out ReadOnlySpan<byte> value)
    {
        if (!TryFindExact(arguments, name, out Range place)
            && !TryFindOnly(arguments, name, ArgumentNames.IsSameIgnoringCase, out place)
            && !TryFindOnly(arguments, name, ArgumentNames.IsSameIgnoringStyle, out place))
        {
            value = default;
            return false;
        }

        value = arguments[place];
        return true;
    }

    private static bool TryFindExact(ReadOnlySpan<byte> arguments, string name, out Range place)
    {
        place = default;
        var isFound = false;
        Utf8JsonReader reader = new(arguments);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNamed = reader.ValueIsEscaped ? ToolValue.Text(ref reader) == name : reader.ValueTextEquals(name);
            Range value = Value(ref reader);
            if (!isNamed)
                continue;

            // A name that comes twice counts once, with what came last.
            isFound = true;
            place = value;
        }

        return isFound;
    }

    private static bool TryFindOnly(ReadOnlySpan<byte> arguments, string name, Func<string, string, bool> isSame, out Range place)
    {
        place = default;
        string? found = null;
        Utf8JsonReader reader = new(arguments);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = ToolValue.Text(ref reader);
            Range value = Value(ref reader);
            if (key is null || !isSame(key, name))
                continue;
            if (found is not null && found != key)
                return false;
            found = key;
            place = value;
        }

        return found is not null;
    }

    // Where the value of the property is whose name the reader is on.
    private static Range Value(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }
}
