using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>One reply of the model: rounds of speech and tool calls, until a round without calls.</summary>
internal sealed class Reply(ReplyQueue replies, ReplyMeans means, ReplyOptions asked)
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
            for (var round = 0; !IsAbandoned; round++)
            {
                RoundCalls calls = await SpeakAsync(round);

                // What was not called before the reply was given up is not called any more, and leaves no trace.
                if (calls.Calls.Count == 0 || IsAbandoned)
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

    private async Task<RoundCalls> SpeakAsync(int round)
    {
        await using Speech speech = means.Speech.Open(_abandoned.Token);
        await speech.CommitAsync();
        var calls = new RoundCalls(speech.Entry);
        try
        {
            IReadOnlyList<AITool> offered = asked.UseTools && round < means.MaxToolRounds ? means.Tools.Current : [];
            await ListenAsync(new ReplyRound(replies.ReadHistory(), offered, asked.Instructions, IsFirst: round == 0), speech, calls);
        }
        catch (Exception) when (speech.IsCut)
        {
            // Interrupted: whatever the source threw is the echo of our cancelling it.
        }
        finally
        {
            if (speech.Heard is { Length: > 0 } heard)
                _said.Add(heard);
        }

        return speech.TryEnd() ? calls : new RoundCalls(speech.Entry);
    }

    private async Task ListenAsync(ReplyRound round, Speech speech, RoundCalls calls)
    {
        await foreach (AIContent content in means.Source.ReadAsync(round, speech.Token))
        {
            switch (content)
            {
                case TextContent text:
                    await speech.WriteAsync(text.Text);
                    break;
                case FunctionCallContent call:
                    calls.Calls.Add(call);
                    break;
                default:
                    calls.Reasoning.Add(content);
                    break;
            }
        }
    }

    private async Task CallToolsAsync(RoundCalls round)
    {
        Reply? outer = InnerMost.Value;
        InnerMost.Value = this;
        _inTools = true;
        try
        {
            round.Entry.Call(round.Reasoning, round.Calls);
            round.Entry.Answer(await means.Caller.CallAsync(round.Calls, means.Tools.Current, _abandoned.Token, _toolsCancelled.Token));
        }
        finally
        {
            _inTools = false;
            InnerMost.Value = outer;
        }
    }

    /// <summary>What the model gave in one round besides words.</summary>
    private sealed class RoundCalls(ChatHistory.Entry entry)
    {
        /// <summary>Gets where the words of the round are in the history.</summary>
        public ChatHistory.Entry Entry => entry;

        public List<FunctionCallContent> Calls { get; } = [];

        public List<AIContent> Reasoning { get; } = [];
    }
}
