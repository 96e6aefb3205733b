using System.Text;
using System.Text.Json;

namespace WarmTransfer.Emulator;

/// <summary>Reads JSON so that what is wrong in it can be found again: every value knows its line and path.</summary>
internal static class JsonText
{
    // Comments are welcome: people write these texts.
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads a text; <see langword="null"/> when it is no JSON, which is noted.</summary>
    public static JsonValue? Read(ReadOnlySpan<byte> utf8, JsonProblems problems)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        var reader = new Utf8JsonReader(utf8, Options);
        var lines = new LineCounter(utf8);
        try
        {
            reader.Read();
            var value = ReadValue(ref reader, ref lines, "");
            // Whatever follows the value is an error that reading on finds.
            reader.Read();
            return value;
        }
        catch (JsonException exception)
        {
            problems.Add((int)(exception.LineNumber ?? 0) + 1, "not JSON: " + WithoutPosition(exception.Message));
        }
        catch (InvalidOperationException)
        {
            problems.Add(lines.At(reader.TokenStartIndex), "not JSON: a string has characters that are no Unicode text.");
        }

        return null;
    }

    private static JsonValue ReadValue(ref Utf8JsonReader reader, ref LineCounter lines, string path)
    {
        var line = lines.At(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return new JsonValue(JsonValueKind.Object, path, line) { Members = ReadMembers(ref reader, ref lines, path) };
            case JsonTokenType.StartArray:
                return new JsonValue(JsonValueKind.Array, path, line) { Items = ReadItems(ref reader, ref lines, path) };
            case JsonTokenType.String:
                return new JsonValue(JsonValueKind.String, path, line, reader.GetString()!);
            case JsonTokenType.Number:
                return new JsonValue(JsonValueKind.Number, path, line, Encoding.UTF8.GetString(reader.ValueSpan));
            case JsonTokenType.True:
                return new JsonValue(JsonValueKind.True, path, line);
            case JsonTokenType.False:
                return new JsonValue(JsonValueKind.False, path, line);
            default:
                return new JsonValue(JsonValueKind.Null, path, line);
        }
    }

    private static List<JsonMember> ReadMembers(ref Utf8JsonReader reader, ref LineCounter lines, string path)
    {
        List<JsonMember> members = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            members.Add(new JsonMember(name, ReadValue(ref reader, ref lines, path.Length == 0 ? name : $"{path}.{name}")));
        }

        return members;
    }

    private static List<JsonValue> ReadItems(ref Utf8JsonReader reader, ref LineCounter lines, string path)
    {
        List<JsonValue> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadValue(ref reader, ref lines, $"{path}[{items.Count}]"));
        return items;
    }

    // The message counts lines from 0 and bytes; ours name the line already.
    private static string WithoutPosition(string message)
    {
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return position < 0 ? message : message[..position];
    }

    // Tokens come in the order of the text, so each newline is looked at once.
    private ref struct LineCounter(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private int _position;
        private int _line = 1;

        public int At(long position)
        {
            _line += _text[_position..(int)position].Count((byte)'\n');
            _position = (int)position;
            return _line;
        }
    }
}
