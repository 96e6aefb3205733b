using Microsoft.Extensions.AI;

namespace WarmTransfer.Emulator;

/// <summary>What a <see cref="ScriptedChatClient"/> was asked.</summary>
public sealed record ScriptedRequest
{
    internal ScriptedRequest(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        Messages = messages;
        Options = options;
        ToolNames = [.. (options?.Tools ?? []).Select(tool => tool.Name)];
        LastText = messages.Count > 0 ? TextOf(messages[^1]) : "";
    }

    /// <summary>Gets the messages: the instructions first, where there are any, then the conversation.</summary>
    public IReadOnlyList<ChatMessage> Messages { get; }

    /// <summary>Gets the options of the request.</summary>
    public ChatOptions? Options { get; }

    /// <summary>Gets the names of the tools that were offered.</summary>
    public IReadOnlyList<string> ToolNames { get; }

    /// <summary>Gets the text of the last message: what was said, or the results of the tools that were called, one a line.</summary>
    public string LastText { get; }

    /// <summary>Gets the reply; <see langword="null"/> in a condition, which is to choose it.</summary>
    public ScriptedReply? Reply { get; internal init; }

    private static string TextOf(ChatMessage message) =>
        message.Role == ChatRole.Tool ? string.Join('\n', message.Contents.OfType<FunctionResultContent>().Select(result => result.Result)) : message.Text;
}
