using System.Text.RegularExpressions;

namespace WarmTransfer.Packaging.Tests;

/// <summary>A warning or an error in the output of a build.</summary>
internal sealed partial record Diagnostic(string File, string Severity, string Id)
{
    /// <summary>Finds each once: a build repeats them in its summary.</summary>
    public static IReadOnlyList<Diagnostic> Find(string output) =>
    [
        .. Line().Matches(output)
            .Select(match => new Diagnostic(Path.GetFileName(match.Groups["file"].Value.Trim()), match.Groups["severity"].Value, match.Groups["id"].Value))
            .Distinct(),
    ];

    // "/folder/BillingDesk.cs(3,22): error WT1001: …", or without a place "CSC : warning CS8032: …".
    [GeneratedRegex(@"^(?<file>[^\r\n(]*?)(\([0-9,]+\))? *: (?<severity>warning|error) (?<id>[A-Z]+[0-9]+):", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Line();
}
