using Microsoft.CodeAnalysis.CSharp;

namespace WarmTransfer.Generators;

/// <summary>Text as C# writes it.</summary>
internal static class CSharpText
{
    public static string Literal(this string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    // JSON reads best unescaped; the fence must be longer than any run of quotes inside.
    public static string RawLiteral(this string text)
    {
        var fence = "\"\"\"";
        while (text.Contains(fence))
            fence += '"';
        return fence + text + fence;
    }
}
