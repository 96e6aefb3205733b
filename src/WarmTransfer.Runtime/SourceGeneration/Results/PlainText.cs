using System.Buffers;
using System.Text;

namespace WarmTransfer.SourceGeneration;

/// <summary>The text that nearly all values are, and that JSON holds as it is: ASCII without a character to escape.</summary>
/// <remarks>Making and escaping strings is the largest part of a call; text like this needs the least of it.</remarks>
internal static class PlainText
{
    private static readonly SearchValues<char> Unescaped = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(letter => letter is not ('"' or '\\'))]);

    /// <summary>The text between two quotes, or null when it is not plain.</summary>
    public static string? Read(ReadOnlySpan<byte> content)
        => Ascii.IsValid(content) && !content.Contains((byte)'\\') ? Encoding.Latin1.GetString(content) : null;

    /// <summary>Writes a text in quotes; or nothing, when it is not plain.</summary>
    public static bool TryWrite(string text, IBufferWriter<byte> result)
    {
        if (text.AsSpan().ContainsAnyExcept(Unescaped))
            return false;

        Span<byte> json = result.GetSpan(text.Length + 2);
        json[0] = (byte)'"';
        Encoding.Latin1.GetBytes(text, json[1..]);
        json[text.Length + 1] = (byte)'"';
        result.Advance(text.Length + 2);
        return true;
    }
}
