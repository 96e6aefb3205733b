namespace WarmTransfer;

/// <summary>Keeps the last frames of a source, with the level at which each began, so that those not yet heard can be played differently.</summary>
internal sealed class RewindableSource(int length)
{
    private readonly short[] _samples = new short[length * AudioFormat.SamplesPerFrame];
    private readonly float[] _levels = new float[length];
    private long _read;
    private long _position;

    /// <summary>Fills a frame: one that was read before, or else the next.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="envelope">What is about to be applied to it.</param>
    /// <param name="fill">Reads the next frame of the source.</param>
    public async ValueTask ReadAsync(short[] frame, Envelope envelope, Func<short[], ValueTask> fill)
    {
        if (_position < _read)
        {
            _samples.AsSpan(Slot(_position), AudioFormat.SamplesPerFrame).CopyTo(frame);
        }
        else
        {
            await fill(frame);
            frame.CopyTo(_samples, Slot(_read));
            _levels[_read % length] = envelope.Level;
            _read++;
        }

        _position++;
    }

    /// <summary>Goes back.</summary>
    /// <param name="frames">How far; no further than what is kept.</param>
    /// <param name="envelope">Goes back, too.</param>
    /// <returns>How far it went.</returns>
    public int Rewind(int frames, Envelope envelope)
    {
        var back = (int)Math.Min(Math.Min(frames, length), _position);
        if (back > 0)
        {
            _position -= back;
            envelope.Level = _levels[_position % length];
        }

        return back;
    }

    private int Slot(long frame) => (int)(frame % length) * AudioFormat.SamplesPerFrame;
}
