using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <content>Text, and single characters of it.</content>
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
}
