using System.Text;
using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>Writes the conversation with the human as text.</summary>
internal static class ConsultTranscript
{
    public static string Write(IEnumerable<ChatMessage> transcript)
    {
        var lines = new StringBuilder();
        foreach (var message in transcript)
        {
            var speaker = message.Role == ChatRole.User ? "Human" : message.Role == ChatRole.Assistant ? "Assistant" : null;
            if (speaker is not null && message.Text.Length > 0)
                lines.Append(speaker).Append(": ").Append(message.Text).Append('\n');
        }

        return lines.ToString();
    }
}
