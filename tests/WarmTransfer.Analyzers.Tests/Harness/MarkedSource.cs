using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace WarmTransfer.Analyzers.Tests;

/// <summary>A test source whose marks say which diagnostics are expected where.</summary>
/// <param name="Text">The source without its marks.</param>
/// <param name="Expected">The marked places in the order of the text.</param>
internal sealed record MarkedSource(string Text, IReadOnlyList<ExpectedDiagnostic> Expected)
{
    private const string Opening = "[|";
    private const string Closing = "|]";
    private const string NamedOpening = "{|";
    private const string NamedClosing = "|}";

    /// <summary>Reads <c>[|text|]</c>, a diagnostic of the rule under test, and <c>{|WT1001:text|}</c>, one of the named rule. Marks nest.</summary>
    /// <exception cref="FormatException">A mark is opened and not closed, or the other way round.</exception>
    public static MarkedSource Parse(string marked, string ruleUnderTest)
    {
        var text = new StringBuilder();
        var open = new Stack<(string Id, int Start, string Closing)>();
        List<ExpectedDiagnostic> expected = [];

        for (var position = 0; position < marked.Length;)
        {
            var twoCharacters = marked.Substring(position, Math.Min(2, marked.Length - position));
            switch (twoCharacters)
            {
                case Opening:
                    open.Push((ruleUnderTest, text.Length, Closing));
                    position += 2;
                    break;
                case NamedOpening:
                    var colon = marked.IndexOf(':', position);
                    if (colon < 0)
                        throw new FormatException("'{|' must be followed by a rule id and a ':'.");

                    open.Push((marked[(position + 2)..colon], text.Length, NamedClosing));
                    position = colon + 1;
                    break;
                case Closing or NamedClosing:
                    if (!open.TryPop(out (string Id, int Start, string Closing) mark) || mark.Closing != twoCharacters)
                        throw new FormatException($"'{twoCharacters}' at {position} closes nothing.");

                    expected.Add(new(mark.Id, TextSpan.FromBounds(mark.Start, text.Length)));
                    position += 2;
                    break;
                default:
                    text.Append(marked[position++]);
                    break;
            }
        }

        if (open.TryPeek(out (string Id, int Start, string Closing) left))
            throw new FormatException($"The mark for {left.Id} is never closed with '{left.Closing}'.");

        return new(text.ToString(), [.. expected.OrderBy(diagnostic => diagnostic.Span).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)]);
    }
}

/// <summary>A diagnostic that a test expects.</summary>
internal readonly record struct ExpectedDiagnostic(string Id, TextSpan Span);
