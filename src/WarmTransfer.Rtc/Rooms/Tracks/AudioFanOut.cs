namespace WarmTransfer;

/// <summary>Gives one participant's frames to everybody who listens to them.</summary>
internal sealed class AudioFanOut(Action<Exception> failed) : IFfiAudioSink
{
    // Replaced as a whole, so that a frame needs no lock.
    private volatile AudioFrameHandler[] _handlers = [];

    public bool IsEmpty => _handlers.Length == 0;

    public void Add(AudioFrameHandler handler) => _handlers = [.. _handlers, handler];

    public void Remove(AudioFrameHandler handler)
    {
        var handlers = _handlers.ToList();
        handlers.Remove(handler);
        _handlers = [.. handlers];
    }

    public void OnFrame(ReadOnlySpan<short> samples)
    {
        if (samples.Length != AudioFormat.SamplesPerFrame)
            return;

        foreach (var handler in _handlers)
        {
            try
            {
                handler(samples);
            }
            catch (Exception exception)
            {
                failed(exception);
            }
        }
    }
}
