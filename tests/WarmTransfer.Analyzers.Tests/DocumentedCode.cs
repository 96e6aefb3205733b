using System.Text.RegularExpressions;

namespace WarmTransfer.Analyzers.Tests;

/// <summary>Finds the code in a page of the documentation.</summary>
internal static partial class DocumentedCode
{
    /// <summary>Each block of C# or JSON, in order.</summary>
    public static IEnumerable<(string Code, bool IsSettings)> Of(string page)
        => Block().Matches(page).Select(match => (match.Groups["code"].Value, match.Groups["language"].Value is "json"));

    [GeneratedRegex("```(?<language>csharp|json)\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();
}
