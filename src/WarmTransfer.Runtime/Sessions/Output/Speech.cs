namespace WarmTransfer;

/// <summary>One stretch of speech: an utterance that has the floor, and a place in the history for what is heard of it.</summary>
internal sealed class Speech : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly SpeechOutput _output;
    private readonly IUtterance _utterance;
    private readonly CancellationTokenSource _cut = new();
    private readonly CancellationTokenRegistration _registration;
    private readonly Signal _closed = new();
    private IDisposable? _floor;
    private ChatHistory.Entry? _entry;
    private bool _isEnded;
    private volatile bool _isCut;

    public Speech(SpeechOutput output, IUtterance utterance, CancellationToken cancellationToken)
    {
        _output = output;
        _utterance = utterance;
        _registration = cancellationToken.Register(Cut);
    }

    /// <summary>Gets what is cancelled when the speech is cut short.</summary>
    public CancellationToken Token => _cut.Token;

    /// <summary>Gets whether the speech was cut short.</summary>
    public bool IsCut => _isCut;

    /// <summary>Gets what the party has heard until now.</summary>
    public string Heard => _utterance.Heard;

    /// <summary>Gets its place in the history; there is one once it is committed.</summary>
    public ChatHistory.Entry Entry => _entry ?? throw new InvalidOperationException("The speech is not committed.");

    /// <summary>Waits until nobody else speaks; from here on it is heard, and has a place in the history.</summary>
    /// <exception cref="OperationCanceledException">Cut short before.</exception>
    public async Task CommitAsync()
    {
        _floor = await _output.TakeFloorAsync(this);
        lock (_lock)
        {
            if (_isEnded)
                throw new OperationCanceledException(Token);

            _entry = _output.History.Open();
        }

        _utterance.Commit();
    }

    public Task WriteAsync(string part) => _utterance.WriteAsync(part, Token);

    /// <summary>Waits until the speech has been closed towards the room.</summary>
    public Task WhenClosedAsync() => _closed.Task;

    /// <summary>Ends the speech in good order: what was heard is in the history.</summary>
    /// <returns>False when it was cut short before.</returns>
    public bool TryEnd() => TryEnd(isCut: false);

    /// <summary>Cuts it short: what was heard until now is in the history, and marked.</summary>
    public void Cut()
    {
        if (TryEnd(isCut: true))
            _cut.Cancel();
    }

    /// <summary>Closes it and lets the next one speak. Speech that was not ended has been cut short.</summary>
    public async ValueTask DisposeAsync()
    {
        Cut();
        _registration.Unregister();
        try
        {
            await _utterance.DisposeAsync();
        }
        catch (Exception exception)
        {
            // The words are out or the room is gone; either way there is nothing left to close.
            _output.NotClosed(exception);
        }

        if (_floor is not null)
        {
            _output.Ended(Heard, IsCut);
            _floor.Dispose();
        }

        _closed.TrySet();
    }

    private bool TryEnd(bool isCut)
    {
        lock (_lock)
        {
            if (_isEnded)
                return false;

            _isEnded = true;
            _isCut = isCut;
            _entry?.Say(_utterance.Seal(), isCut);
            return true;
        }
    }
}
