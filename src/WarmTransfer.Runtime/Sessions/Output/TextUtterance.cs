using System.Text;

namespace WarmTransfer;

/// <summary>Speech as a text stream on <see cref="TextTopics.Transcription"/>, as far as the switches are on: what was sent was heard.</summary>
internal sealed class TextUtterance(IRoom room, SessionSwitches switches) : IUtterance
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _heard = new();
    private Signal _mayGo = new();
    private bool _isCommitted;
    private bool _isPaused;
    private bool _isSealed;
    private ITextStreamWriter? _stream;

    public string Heard
    {
        get
        {
            lock (_lock)
                return _heard.ToString();
        }
    }

    public void Commit() => Change(() => _isCommitted = true);

    public void Pause() => Change(() => _isPaused = true);

    public void Resume() => Change(() => _isPaused = false);

    public string Seal()
    {
        Change(() => _isSealed = true);
        return Heard;
    }

    public async Task WriteAsync(string part, CancellationToken cancellationToken)
    {
        await WhenItMayGoAsync(cancellationToken);
        if (part.Length == 0)
            return;

        SessionIO io = switches.Current;
        if (!io.OutputTranscription)
        {
            await CloseAsync();
            if (io.OutputAudio)
                Hear(part);
            return;
        }

        _stream ??= await room.OpenTextStreamAsync(NewSegment(), cancellationToken);
        Hear(part);
        await _stream.WriteAsync(part, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Seal();
        await CloseAsync();
    }

    private async Task WhenItMayGoAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Signal mayGo;
            lock (_lock)
            {
                ThrowIfSealed();
                if (_isCommitted && !_isPaused)
                    return;

                mayGo = _mayGo;
            }

            await mayGo.Task.WaitAsync(cancellationToken);
        }
    }

    private void Change(Action change)
    {
        Signal woken;
        lock (_lock)
        {
            change();
            woken = _mayGo;
            _mayGo = new Signal();
        }

        woken.TrySet();
    }

    private void Hear(string part)
    {
        lock (_lock)
        {
            ThrowIfSealed();
            _heard.Append(part);
        }
    }

    private void ThrowIfSealed()
    {
        if (_isSealed)
            throw new OperationCanceledException("The utterance was sealed: nothing of it goes out any more.");
    }

    private async Task CloseAsync()
    {
        if (_stream is not { } stream)
            return;

        _stream = null;
        await stream.DisposeAsync();
    }

    private static TextStreamOptions NewSegment() => new()
    {
        Topic = TextTopics.Transcription,
        Attributes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["lk.transcription_final"] = "true",
            ["lk.segment_id"] = $"SG_{Guid.NewGuid():N}",
        },
    };
}
