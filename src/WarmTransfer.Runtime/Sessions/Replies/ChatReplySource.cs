using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>Replies of a chat client, streamed: one request a round.</summary>
internal sealed class ChatReplySource(IChatClient client, ChatOptions? options, SessionInstructions instructions, TimeProvider time) : IReplySource
{
    public async IAsyncEnumerable<AIContent> ReadAsync(ReplyRound round, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerable<ChatResponseUpdate> updates = client.GetStreamingResponseAsync(NewMessages(round), NewRequest(round), cancellationToken);
        await foreach (ChatResponseUpdate update in AbandonableStream.Read(updates, EnterClient, cancellationToken))
        {
            foreach (AIContent content in update.Contents.Where(content => IsOfTheRound(content, round)))
                yield return content;
        }
    }

    // Informational calls were made by the service itself; nobody waits for our answer.
    private static bool IsOfTheRound(AIContent content, ReplyRound round) => content switch
    {
        FunctionCallContent call => !call.InformationalOnly && round.Tools.Count > 0,
        TextContent or TextReasoningContent => true,
        _ => false,
    };

    private IDisposable? EnterClient() => time.EnterApplication("the chat client", client.GetType().Name);

    private List<ChatMessage> NewMessages(ReplyRound round)
    {
        List<ChatMessage> messages = [.. round.History];
        var told = string.Join("\n\n", new[] { instructions.Use(), round.Instructions }.Where(text => !string.IsNullOrEmpty(text)));
        if (told.Length > 0)
            messages.Insert(0, new ChatMessage(ChatRole.System, told));

        return messages;
    }

    private ChatOptions NewRequest(ReplyRound round)
    {
        ChatOptions request = options?.Clone() ?? new ChatOptions();
        if (round.Tools.Count > 0)
            request.Tools = [.. round.Tools];

        // A tool asked for by force would be called again with every round, and the reply never reach its words.
        if (round.Tools.Count == 0 || (!round.IsFirst && request.ToolMode is RequiredChatToolMode))
            request.ToolMode = null;

        return request;
    }
}
