using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <content>Truth values, bytes, and JSON itself.</content>
public static partial class ToolReaders
{
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
                var bytes = new byte[((text.Length / 4) + 1) * 3];
                if (Convert.TryFromBase64String(text, bytes, out var length))
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
            var isJson = value is JsonElement { ValueKind: not JsonValueKind.Undefined };
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
