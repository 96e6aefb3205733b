using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>The replies of one session: one after the other, in the order they were asked for.</summary>
internal sealed class ReplyQueue(SessionParty party, ReplyMeans means, ObserverList<CallSessionEvent> observers, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly AsyncMutex _turns = new();
    private readonly CancellationTokenSource _closed = new();
    private Reply? _current;
    private Task _currentEnded = Task.CompletedTask;
    private bool _answerDue;

    /// <summary>Gets whether the code that runs now was called by a tool that one of these replies waits for.</summary>
    public bool IsWaitedForByUs => Reply.IsWaitingForUs(this);

    /// <summary>Replies to what the party has written, unless a reply that begins before has seen it already.</summary>
    public void AnswerSoon()
    {
        lock (_lock)
            _answerDue = true;

        _ = AnswerAsync();
    }

    /// <summary>Drops an answer that has not begun; the party's words stay in the history.</summary>
    public void ForgetAnswer()
    {
        lock (_lock)
            _answerDue = false;
    }

    /// <summary>The history for a request to the model: with it, whatever waited for an answer is answered.</summary>
    public List<ChatMessage> ReadHistory()
    {
        // In this order: a message that comes in between is answered once too often rather than never.
        ForgetAnswer();
        return means.History.Snapshot();
    }

    /// <exception cref="InvalidOperationException">The session was released.</exception>
    public async Task<string> GenerateAsync(ReplyOptions reply, CancellationToken cancellationToken)
    {
        using IDisposable turn = await EnterTurnAsync(cancellationToken);
        return await RunAsync(reply, cancellationToken);
    }

    /// <summary>Ends the reply under way without cancelling its tools; completes when it has ended.</summary>
    public Task AbandonAsync()
    {
        var (reply, ended) = Current();
        reply?.Abandon();
        return ended;
    }

    /// <summary>Ends the reply under way and cancels its tools; completes when it has ended.</summary>
    public Task CancelAsync()
    {
        var (reply, ended) = Current();
        reply?.Cancel();
        return ended;
    }

    /// <summary>Lets no reply begin any more.</summary>
    public void Close() => _closed.Cancel();

    private async Task AnswerAsync()
    {
        try
        {
            // The room's thread is not ours to keep.
            await Task.Yield();
            using IDisposable turn = await EnterTurnAsync(CancellationToken.None);
            if (IsAnswerDue())
                await RunAsync(new ReplyOptions(), CancellationToken.None);
        }
        catch (Exception)
        {
            // Reported by RunAsync already, or the session was released.
        }
    }

    private async Task<IDisposable> EnterTurnAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
        try
        {
            return await _turns.EnterAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw party.Released();
        }
    }

    private async Task<string> RunAsync(ReplyOptions asked, CancellationToken cancellationToken)
    {
        if (asked.UserText is { } userText)
            means.History.Add(new ChatMessage(ChatRole.User, userText));

        var reply = new Reply(this, means, asked);
        var ended = new Signal();
        lock (_lock)
        {
            if (_closed.IsCancellationRequested)
                throw party.Released();

            (_current, _currentEnded) = (reply, ended.Task);
        }

        try
        {
            using (cancellationToken.Register(reply.Cancel))
            {
                var said = await reply.RunAsync();
                cancellationToken.ThrowIfCancellationRequested();
                return said;
            }
        }
        catch (Exception exception) when (!reply.IsAbandoned)
        {
            logger.ReplyFailed(party.Identity, party.Room.Name, exception);
            observers.Raise(new CallSessionEvent.ReplyFailed(exception));
            throw;
        }
        finally
        {
            lock (_lock)
                _current = null;

            ended.TrySet();
        }
    }

    private bool IsAnswerDue()
    {
        lock (_lock)
            return _answerDue;
    }

    private (Reply? Reply, Task Ended) Current()
    {
        lock (_lock)
            return (_current, _currentEnded);
    }
}
