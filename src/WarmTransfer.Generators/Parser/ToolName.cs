using System.Globalization;
using System.Text;

namespace WarmTransfer.Generators;

/// <summary>What the model calls a tool.</summary>
internal static class ToolName
{
    private const int MaxLength = 64;
    private const string AsyncSuffix = "Async";

    /// <summary>The name a method has when none is given: <c>ListOpenInvoicesAsync</c> → <c>list_open_invoices</c>.</summary>
    public static string FromMethod(string methodName)
    {
        var words = WithoutAsync(methodName);
        StringBuilder name = new(words.Length + 8);
        for (var i = 0; i < words.Length; i++)
        {
            if (StartsWord(words, i))
                name.Append('_');
            name.Append(char.ToLower(words[i], CultureInfo.InvariantCulture));
        }

        return name.ToString();
    }

    public static string WithoutAsync(string methodName)
    {
        var isAsync = methodName.Length > AsyncSuffix.Length && methodName.EndsWith(AsyncSuffix, StringComparison.Ordinal);
        return isAsync ? methodName.Substring(0, methodName.Length - AsyncSuffix.Length) : methodName;
    }

    /// <summary>OpenAI, Gemini and the Model Context Protocol all take <c>^[a-zA-Z_][a-zA-Z0-9_-]{0,63}$</c>; more than that some refuse.</summary>
    public static bool IsValid(string name)
        => name.Length is > 0 and <= MaxLength
            && (IsLetter(name[0]) || name[0] == '_')
            && name.All(c => IsLetter(c) || c is (>= '0' and <= '9') or '_' or '-');

    // A capital starts a word after anything but a capital (openInvoices), and as the last of a run of them (URLFor → url_for).
    private static bool StartsWord(string words, int index)
    {
        if (index == 0 || !char.IsUpper(words[index]) || words[index - 1] == '_')
            return false;
        return !char.IsUpper(words[index - 1]) || (index + 1 < words.Length && char.IsLower(words[index + 1]));
    }

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
