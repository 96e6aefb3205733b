using System.Globalization;
using System.Text;

namespace WarmTransfer.Generators;

/// <summary>Strings as JSON writes them: netstandard2.0 has no JSON writer, and a generator may bring no packages.</summary>
internal static class JsonText
{
    public static string Quote(string text)
    {
        StringBuilder json = new(text.Length + 2);
        json.Append('"');
        foreach (var c in text)
            AppendEscaped(json, c);
        return json.Append('"').ToString();
    }

    private static void AppendEscaped(StringBuilder json, char c)
    {
        switch (c)
        {
            case '"' or '\\':
                json.Append('\\').Append(c);
                break;
            case '\n':
                json.Append("\\n");
                break;
            case '\r':
                json.Append("\\r");
                break;
            case '\t':
                json.Append("\\t");
                break;

            // Control characters JSON forbids; the line separators C# does; lone surrogates no encoder takes.
            case < ' ' or '\u0085' or '\u2028' or '\u2029' or (>= '\ud800' and <= '\udfff'):
                json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                break;
            default:
                json.Append(c);
                break;
        }
    }
}
