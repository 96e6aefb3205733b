using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>One reply of the model: rounds of speech and tool calls, until a round without calls.</summary>
internal sealed class Reply(
    ReplyQueue replies,
    CallSessionOptions options,
    SessionInstructions sessionInstructions,
    ReplyOptions reply,
    SpeechOutput voice,
    ToolSet tools,
    ToolCaller toolCaller)
{
    private static readonly AsyncLocal<Reply?> InnerMost = new();

    private readonly Reply? _outer = InnerMost.Value;
    private readonly CancellationTokenSource _abandoned = new();
    private readonly CancellationTokenSource _toolsCancelled = new();
    private readonly List<string> _said = [];
    private volatile bool _inTools;

    /// <summary>Whether the code that runs now was called by a tool that one of <paramref name="replies"/> waits for.</summary>
    public static bool IsWaitingForUs(ReplyQueue replies)
    {
        for (Reply? current = InnerMost.Value; current is not null; current = current._outer)
        {
            if (current.BelongsTo(replies) && current._inTools)
                return true;
        }

        return false;
    }

    public bool IsAbandoned => _abandoned.IsCancellationRequested;

    /// <summary>Ends the reply, also when a tool never returns: calls without a result are answered as cancelled.</summary>
    public void Abandon() => _abandoned.Cancel();

    /// <summary>Ends the reply, and cancels the tools that run.</summary>
    public void Cancel()
    {
        // In this order: the reply must not hear from a tool that it was cancelled before it has stopped to wait for it.
        Abandon();
        _toolsCancelled.Cancel();
    }

    /// <returns>What was said.</returns>
    public async Task<string> RunAsync()
    {
        try
        {
            for (int round = 0; !IsAbandoned; round++)
            {
                IReadOnlyList<FunctionCallContent> calls = await SpeakAsync(round);
                if (calls.Count == 0)
                    break;

                await CallToolsAsync(calls);
            }
        }
        catch (OperationCanceledException) when (IsAbandoned)
        {
            // While it waited to speak.
        }

        return string.Join('\n', _said);
    }

    private bool BelongsTo(ReplyQueue other) => ReferenceEquals(replies, other);

    private async Task<IReadOnlyList<FunctionCallContent>> SpeakAsync(int round)
    {
        await using Utterance speech = await voice.BeginAsync(_abandoned.Token);
        IReadOnlyList<AITool> offered = reply.UseTools && round < options.MaxToolRounds ? tools.Current : [];
        var heard = new ModelRound(offered.Count > 0);
        try
        {
            await ListenAsync(heard, speech, NewRequest(offered, round));
        }
        catch (Exception) when (speech.IsCut)
        {
            // Interrupted: whatever the client threw is the echo of our cancelling it.
        }
        finally
        {
            if (speech.Said is { Length: > 0 } said)
                _said.Add(said);
        }

        return speech.TryEnd(heard.Reasoning, heard.Calls) ? heard.Calls : [];
    }

    private async Task ListenAsync(ModelRound heard, Utterance speech, ChatOptions request)
    {
        IAsyncEnumerable<ChatResponseUpdate> updates =
            options.ChatClient.GetStreamingResponseAsync(NewMessages(), request, speech.Token);
        await foreach (ChatResponseUpdate update in AbandonableStream.Read(updates, EnterChatClient, speech.Token))
        {
            foreach (AIContent content in update.Contents)
            {
                if (content is TextContent text)
                    await speech.WriteAsync(text.Text);
                else
                    heard.Add(content);
            }
        }
    }

    private IDisposable? EnterChatClient() => options.TimeProvider.EnterApplication("the chat client", options.ChatClient.GetType().Name);

    private async Task CallToolsAsync(IReadOnlyList<FunctionCallContent> calls)
    {
        Reply? outer = InnerMost.Value;
        InnerMost.Value = this;
        _inTools = true;
        try
        {
            List<AIContent> results = await toolCaller.CallAsync(calls, tools.Current, _abandoned.Token, _toolsCancelled.Token);
            voice.History.AddResults(new ChatMessage(ChatRole.Tool, results));
        }
        finally
        {
            _inTools = false;
            InnerMost.Value = outer;
        }
    }

    private List<ChatMessage> NewMessages()
    {
        List<ChatMessage> messages = replies.ReadHistory();
        string instructions = string.Join("\n\n", new[] { sessionInstructions.Use(), reply.Instructions }.Where(text => !string.IsNullOrEmpty(text)));
        if (instructions.Length > 0)
            messages.Insert(0, new ChatMessage(ChatRole.System, instructions));

        return messages;
    }

    private ChatOptions NewRequest(IReadOnlyList<AITool> offered, int round)
    {
        ChatOptions request = options.ChatOptions?.Clone() ?? new ChatOptions();
        if (offered.Count > 0)
            request.Tools = [.. offered];

        // A tool asked for by force would be called again with every round, and the reply never reach its words.
        if (offered.Count == 0 || (round > 0 && request.ToolMode is RequiredChatToolMode))
            request.ToolMode = null;

        return request;
    }

    /// <summary>What the model gave in one round besides words.</summary>
    private sealed class ModelRound(bool mayCall)
    {
        public List<FunctionCallContent> Calls { get; } = [];

        public List<AIContent> Reasoning { get; } = [];

        public void Add(AIContent content)
        {
            // Informational calls were made by the service itself; nobody waits for our answer.
            if (content is FunctionCallContent { InformationalOnly: false } call && mayCall)
                Calls.Add(call);
            else if (content is TextReasoningContent)
                Reasoning.Add(content);
        }
    }
}
