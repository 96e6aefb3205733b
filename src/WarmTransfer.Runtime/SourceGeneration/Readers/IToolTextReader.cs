using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <summary>Reads values that JSON has no type for and that are sent as text. What the text means is all a reader has to say.</summary>
/// <typeparam name="TSelf">The reader.</typeparam>
/// <typeparam name="T">The type read.</typeparam>
internal interface IToolTextReader<TSelf, T> : IToolValueReader<T>
    where TSelf : IToolTextReader<TSelf, T>
{
    // Longer than any date or GUID, and than most addresses.
    private const int MaxPlainLength = 256;

    /// <summary>Reads the value from its text, without the spaces around it.</summary>
    static abstract bool TryParse(ReadOnlySpan<char> text, [MaybeNullWhen(false)] out T result);

    static bool IToolValueReader<T>.TryRead(in ToolValue value, ref ToolProblems problems, [MaybeNullWhen(false)] out T result)
        => value.Is(out result)
            || (value.Kind == JsonValueKind.String && value.ScalarText() is { } text && TSelf.TryParse(text.AsSpan().Trim(), out result))
            || problems.Add(TSelf.Expected, value);

    static bool IToolValueReader<T>.TryReadExact(object? value, [MaybeNullWhen(false)] out T result)
    {
        if (value is JsonElement element && ToolValue.Raw(element) is [(byte)'"', .. ReadOnlySpan<byte> content, (byte)'"'])
            return TryReadPlain(content, out result);
        return ToolArguments.IsOfType(value, out result);
    }

    static bool IToolValueReader<T>.TryReadExact(ref Utf8JsonReader json, [MaybeNullWhen(false)] out T result)
    {
        if (json.TokenType == JsonTokenType.String)
            return TryReadPlain(json.ValueSpan, out result);
        result = default;
        return false;
    }

    // Without a string of its own. Text with escapes or beyond ASCII is left to the slower look.
    private static bool TryReadPlain(ReadOnlySpan<byte> content, [MaybeNullWhen(false)] out T result)
    {
        Span<char> text = stackalloc char[MaxPlainLength];
        if (Ascii.ToUtf16(content, text, out var length) == OperationStatus.Done && !content.Contains((byte)'\\'))
            return TSelf.TryParse(text[..length].Trim(), out result);
        result = default;
        return false;
    }
}
