using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace WarmTransfer;

/// <content>Values that JSON has no type for and are sent as text.</content>
public static partial class ToolReaders
{
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
    }

    /// <summary>Reads a GUID in any of its standard formats.</summary>
    public readonly struct Guid : IToolValueReader<System.Guid>
    {
        /// <inheritdoc />
        public static string Expected => "a UUID (0f8fad5b-d9cb-469f-a165-70867728950e)";

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, out System.Guid result)
            => value.Is(out result) || System.Guid.TryParse(TrimmedText(value), out result) || problems.Add(Expected, value);
    }

    /// <summary>Reads an absolute URI. Any text is a relative one, so a relative one proves nothing.</summary>
    public readonly struct Uri : IToolValueReader<System.Uri>
    {
        /// <inheritdoc />
        public static string Expected => "an absolute URI (https://example.com/page)";

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, [MaybeNullWhen(false)] out System.Uri result)
        {
            if (value.Is(out result))
                return true;

            // A path counts as a file's URI on some systems; the scheme has to be there.
            string? text = TrimmedText(value);
            return (System.Uri.TryCreate(text, UriKind.Absolute, out result) && text!.StartsWith(result.Scheme + ":", StringComparison.OrdinalIgnoreCase))
                || problems.Add(Expected, value);
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
            if (TrimmedText(value) is { } text)
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
    }

    /// <summary>Reads any JSON, null included.</summary>
    public readonly struct Json : IToolValueReader<JsonElement>
    {
        /// <inheritdoc />
        public static string Expected => "JSON";

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, out JsonElement result)
            => value.TryGetJson(out result) || problems.Add(Expected, value);
    }

    private static string? TrimmedText(in ToolValue value) => value.Kind == JsonValueKind.String ? value.ScalarText()?.Trim() : null;
}
