using System.ComponentModel;
using System.Text.RegularExpressions;

namespace WarmTransfer.SourceGeneration;

/// <summary>A regular expression that a whole text must match. For generated code.</summary>
/// <param name="pattern">The expression.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ToolPattern(string pattern)
{
    // What a model sends must not keep the call waiting, however unlucky the expression is with it.
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(500);

    private readonly Regex _regex = new(pattern, RegexOptions.CultureInvariant, Timeout);

    /// <summary>The whole text matches. A text that takes too long to tell does not.</summary>
    /// <param name="value">The text.</param>
    public bool IsMatch(string value)
    {
        try
        {
            foreach (ValueMatch match in _regex.EnumerateMatches(value))
                return match.Index == 0 && match.Length == value.Length;
            return false;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
