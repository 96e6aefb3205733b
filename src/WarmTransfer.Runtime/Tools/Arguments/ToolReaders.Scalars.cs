using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace WarmTransfer;

/// <content>Text, truth values, bytes, and JSON itself.</content>
public static partial class ToolReaders
{
    /// <summary>Reads text. A number keeps the digits it was sent with: phone numbers and extensions come as numbers.</summary>
    public readonly struct Text : IToolValueReader<string>
    {
        /// <inheritdoc />
        public static string Expected => "a string";

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, [MaybeNullWhen(false)] out string result)
        {
            result = value.ScalarText();
            return result is not null || problems.Add(Expected, value);
        }

        /// <inheritdoc />
        public static bool TryReadExact(object? value, [MaybeNullWhen(false)] out string result)
        {
            result = value as string;
            if (value is JsonElement element && ToolValue.Raw(element) is [(byte)'"', .. ReadOnlySpan<byte> content, (byte)'"'])
                result = PlainText.Read(content) ?? ToolValue.Text(element);
            return result is not null;
        }

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, [MaybeNullWhen(false)] out string result)
        {
            result = json.TokenType == JsonTokenType.String ? ReadContent(ref json) : null;
            return result is not null;
        }

        internal static string? ReadContent(ref Utf8JsonReader json) => PlainText.Read(json.ValueSpan) ?? ToolValue.Text(ref json);
    }

    /// <summary>Reads one character; a digit also as a number, as models send keys of a phone.</summary>
    public readonly struct Character : IToolValueReader<char>
    {
        /// <inheritdoc />
        public static string Expected => "a string of one character";

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, out char result)
        {
            result = default;
            if (value.Kind is not (JsonValueKind.String or JsonValueKind.Number) || value.ScalarText() is not { Length: 1 } text)
                return problems.Add(Expected, value);
            result = text[0];
            return true;
        }

        /// <inheritdoc />
        public static bool TryReadExact(object? value, out char result)
        {
            if (value is JsonElement element && ToolValue.Raw(element) is [(byte)'"', byte letter, (byte)'"'])
                return IsPlain(letter, out result);
            return ToolArguments.IsOfType(value, out result);
        }

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, out char result)
        {
            if (json.TokenType == JsonTokenType.String && json.ValueSpan is [byte letter])
                return IsPlain(letter, out result);
            result = default;
            return false;
        }

        // A single byte is no escape; it is a character when it is ASCII.
        private static bool IsPlain(byte letter, out char result)
        {
            result = (char)letter;
            return char.IsAscii(result);
        }
    }

    /// <summary>Reads true or false, also as text. Numbers are not taken: whether 1 means yes is a guess.</summary>
    public readonly struct Boolean : IToolValueReader<bool>
    {
        /// <inheritdoc />
        public static string Expected => "true or false";

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, out bool result)
        {
            result = value.Kind == JsonValueKind.True;
            if (value.Kind is JsonValueKind.True or JsonValueKind.False)
                return true;
            return (value.Kind == JsonValueKind.String && bool.TryParse(value.ScalarText(), out result)) || problems.Add(Expected, value);
        }

        /// <inheritdoc />
        public static bool TryReadExact(object? value, out bool result)
        {
            if (value is not JsonElement element)
                return ToolArguments.IsOfType(value, out result);
            JsonValueKind kind = element.ValueKind;
            result = kind == JsonValueKind.True;
            return result || kind == JsonValueKind.False;
        }

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, out bool result)
        {
            result = json.TokenType == JsonTokenType.True;
            return result || json.TokenType == JsonTokenType.False;
        }
    }

    /// <summary>Reads bytes from base64.</summary>
    public readonly struct Bytes : IToolValueReader<byte[]>
    {
        /// <inheritdoc />
        public static string Expected => "a string of base64";

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, [MaybeNullWhen(false)] out byte[] result)
        {
            if (value.Is(out result))
                return true;
            if (value.Kind == JsonValueKind.String && value.ScalarText()?.Trim() is { } text)
            {
                byte[] bytes = new byte[((text.Length / 4) + 1) * 3];
                if (Convert.TryFromBase64String(text, bytes, out int length))
                {
                    result = bytes[..length];
                    return true;
                }
            }

            return problems.Add(Expected, value);
        }

        /// <inheritdoc />
        public static bool TryReadExact(object? value, [MaybeNullWhen(false)] out byte[] result)
            => ToolArguments.TryReadExact<byte[], Bytes>(value, out result);

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, [MaybeNullWhen(false)] out byte[] result)
        {
            result = null;
            return json.TokenType == JsonTokenType.String && json.TryGetBytesFromBase64(out result);
        }
    }

    /// <summary>Reads any JSON, null included.</summary>
    public readonly struct Json : IToolValueReader<JsonElement>
    {
        /// <inheritdoc />
        public static string Expected => "JSON";

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, out JsonElement result)
            => value.TryGetJson(out result) || problems.Add(Expected, value);

        /// <inheritdoc />
        public static bool TryReadExact(object? value, out JsonElement result)
        {
            bool isJson = value is JsonElement { ValueKind: not JsonValueKind.Undefined };
            result = isJson ? ((JsonElement)value!).Clone() : default;
            return isJson;
        }

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, out JsonElement result)
        {
            result = JsonElement.ParseValue(ref json);
            return true;
        }
    }
}
