using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>Writes a conversation as text: a line for each thing said. Calls of tools and what else nobody says are left out.</summary>
internal static partial class ConsultTranscript
{
    /// <param name="conversation">The conversation.</param>
    /// <param name="party">What the AI's counterpart is called, such as <c>Caller</c>.</param>
    public static string Write(IEnumerable<ChatMessage> conversation, string party)
    {
        var lines = new StringBuilder();
        foreach (var message in conversation)
        {
            var speaker = message.Role == ChatRole.User ? party : message.Role == ChatRole.Assistant ? "Assistant" : null;
            var said = OneLine(message.Text);
            if (speaker is not null && said.Length > 0)
                lines.Append(speaker).Append(": ").Append(said).Append('\n');
        }

        return lines.ToString();
    }

    // A line break would let a caller dictate a line that looks like the assistant's.
    private static string OneLine(string text) => LineBreaks().Replace(text, " ").Trim();

    [GeneratedRegex(@"[\r\n\v\f\u0085\u2028\u2029]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LineBreaks();
}
