using System.Collections;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WarmTransfer.SourceGeneration;

/// <summary>A value as a model sent it: JSON in one of its .NET forms, or a .NET value. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct ToolValue
{
    private static readonly JsonElement Null = JsonElement.Parse("null");

    private readonly JsonElement _element;
    private readonly object? _object;

    /// <summary>Takes an argument.</summary>
    /// <param name="value">A <see cref="JsonElement"/>, <see cref="JsonNode"/>, <see cref="JsonDocument"/> or .NET value.</param>
    public ToolValue(object? value)
    {
        if (value is JsonElement element)
            _element = element;
        else if (value is JsonDocument document)
            _element = document.RootElement;
        else if (value is JsonNode node)
            _element = JsonElement.Parse(node.ToJsonString());
        else
            _object = value;
        Kind = _object is null ? KindOf(_element) : KindOf(_object);
    }

    internal ToolValue(JsonElement element)
    {
        _element = element;
        Kind = KindOf(element);
    }

    /// <summary>Gets what JSON would call the value.</summary>
    public JsonValueKind Kind { get; }

    private static JsonValueKind KindOf(JsonElement element)
        => element.ValueKind == JsonValueKind.Undefined ? JsonValueKind.Null : element.ValueKind;

    private static JsonValueKind KindOf(object value) => value switch
    {
        string or char => JsonValueKind.String,
        true => JsonValueKind.True,
        false => JsonValueKind.False,
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or Int128 or UInt128 or Half or BigInteger => JsonValueKind.Number,
        IDictionary => JsonValueKind.Object,
        IEnumerable => JsonValueKind.Array,
        _ => JsonValueKind.Object,
    };

    /// <summary>The value when it already is a .NET value of the type.</summary>
    /// <param name="value">The value.</param>
    /// <typeparam name="T">The type.</typeparam>
    public bool Is<T>([MaybeNullWhen(false)] out T value)
    {
        if (_object is T known)
        {
            value = known;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>The value is this text, letter for letter, and plainly so: text with escapes or beyond ASCII may go unrecognised.</summary>
    /// <param name="text">The text.</param>
    /// <remarks>The quick look before <see cref="ScalarText"/>, which makes a string.</remarks>
    internal bool IsPlainText(string text)
    {
        if (_object is not null)
            return _object is string known && known == text;
        return Kind == JsonValueKind.String && Ascii.Equals(JsonMarshal.GetRawUtf8Value(_element)[1..^1], text);
    }

    /// <summary>The text of a string, number or boolean, as it was sent; null for anything else, and for half a character.</summary>
    public string? ScalarText() => Kind switch
    {
        JsonValueKind.String => _object is null ? Text(_element) : _object as string ?? _object.ToString(),
        JsonValueKind.Number => _object is null ? _element.GetRawText() : ((IFormattable)_object).ToString(format: null, CultureInfo.InvariantCulture),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>Reads a number, or text that is one and nothing else.</summary>
    /// <param name="style">What a number may look like.</param>
    /// <param name="number">The number.</param>
    /// <typeparam name="T">The number's type.</typeparam>
    public bool TryGetNumber<T>(NumberStyles style, out T number)
        where T : struct, INumberBase<T>
    {
        // The usual case first, from the bytes the model sent; the usual type by its own parser, which needs no culture.
        if (Kind == JsonValueKind.Number && _object is null)
        {
            if (typeof(T) != typeof(int))
                return T.TryParse(JsonMarshal.GetRawUtf8Value(_element), style, CultureInfo.InvariantCulture, out number);
            var isInt = _element.TryGetInt32(out var whole);
            number = T.CreateTruncating(whole);
            return isInt;
        }

        if (Kind is JsonValueKind.Number or JsonValueKind.String)
            return T.TryParse(ScalarText().AsSpan().Trim(), style, CultureInfo.InvariantCulture, out number);

        number = default;
        return false;
    }

    /// <summary>Reads a JSON array, or text that holds one.</summary>
    /// <param name="array">The array.</param>
    internal bool TryGetJsonArray(out JsonElement array) => TryGetStructure('[', JsonValueKind.Array, out array);

    /// <summary>Reads a JSON object, or text that holds one.</summary>
    /// <param name="map">The object.</param>
    internal bool TryGetJsonObject(out JsonElement map) => TryGetStructure('{', JsonValueKind.Object, out map);

    /// <summary>The value as JSON that outlives the call.</summary>
    /// <param name="json">The JSON.</param>
    /// <returns>False for .NET values that are neither text, number nor boolean.</returns>
    internal bool TryGetJson(out JsonElement json)
    {
        json = Kind switch
        {
            JsonValueKind.Null => Null,
            _ when _object is null => _element.Clone(),
            JsonValueKind.String => JsonResult.Write(ScalarText(), static (writer, text) => writer.WriteStringValue(text)),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => Parse(ScalarText()),
            _ => default,
        };
        return json.ValueKind != JsonValueKind.Undefined;
    }

    /// <summary>The name of a property; null when it holds half a character.</summary>
    /// <param name="property">The property.</param>
    internal static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What kind of thing this is, in words for the model.</summary>
    internal string Describe() => Kind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.String => ScalarText() switch
        {
            null => "a string that is not valid Unicode",
            { } text => string.IsNullOrWhiteSpace(text) ? "an empty string" : "a string",
        },
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Array => "an array",
        _ => "an object",
    };

    /// <summary>A JSON string's text, or null when it has none: models cut off in the middle of an emoji send one half of it, <c>"\ud83d"</c>.</summary>
    internal static string? Text(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The JSON as it was sent; nothing for an element that is none.</summary>
    internal static ReadOnlySpan<byte> Raw(JsonElement element)
    {
        try
        {
            return JsonMarshal.GetRawUtf8Value(element);
        }
        catch (InvalidOperationException)
        {
            // default(JsonElement). Asking for the kind of every element would cost more than all the rest.
            return default;
        }
    }

    private bool TryGetStructure(char start, JsonValueKind kind, out JsonElement structure)
    {
        var text = _object as string;
        if (_object is null && Kind == JsonValueKind.String)
            text = Text(_element);
        structure = text.AsSpan().TrimStart().StartsWith(start) ? Parse(text) : _element;
        return structure.ValueKind == kind;
    }

    /// <inheritdoc cref="Text(JsonElement)" />
    internal static string? Text(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement Parse(string? text)
    {
        try
        {
            return text is null ? default : JsonElement.Parse(text);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // Not JSON, or half a character in the middle of it.
            return default;
        }
    }
}
