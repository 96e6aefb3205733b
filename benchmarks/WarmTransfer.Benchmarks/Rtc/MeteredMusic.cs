using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace WarmTransfer.Benchmarks.Rtc;

/// <summary>Hold music that notes when it is asked for: what comes after the track's queue has run empty was heard as a gap.</summary>
internal sealed class MeteredMusic
{
    private static readonly long Frame = Stopwatch.Frequency / 100;
    private static readonly short[] Samples = Tone();

    private long _playedUntil;
    private long _silence;
    private long _frames;
    private long _begun;
    private bool _isMeasuring;

    public MeteredMusic() => Audio = HoldAudio.Stream(PlayAsync);

    public HoldAudio Audio { get; }

    public long Frames => Interlocked.Read(ref _frames);

    /// <summary>Gets how much music was missing, in frames of 10 ms.</summary>
    public long LateFrames => Interlocked.Read(ref _silence) / Frame;

    public void Begin()
    {
        _begun = Stopwatch.GetTimestamp();
        Volatile.Write(ref _isMeasuring, true);
    }

    public void End()
    {
        Volatile.Write(ref _isMeasuring, false);
        // Music that stopped for good is not asked for any more, and is missing all the same.
        Interlocked.Add(ref _silence, Math.Max(0, Stopwatch.GetTimestamp() - Math.Max(Interlocked.Read(ref _playedUntil), _begun)));
    }

    private async IAsyncEnumerable<ReadOnlyMemory<short>> PlayAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        while (!cancellationToken.IsCancellationRequested)
        {
            Note(Stopwatch.GetTimestamp());
            yield return Samples;
        }
    }

    // What the track does: a frame every 10 ms from the moment it is given the first, silence while it has none.
    private void Note(long now)
    {
        var measuring = Volatile.Read(ref _isMeasuring);
        if (measuring)
            Interlocked.Increment(ref _frames);
        if (_playedUntil < now)
        {
            if (measuring)
                Interlocked.Add(ref _silence, now - _playedUntil);
            _playedUntil = now;
        }

        _playedUntil += Frame;
    }

    private static short[] Tone()
    {
        var samples = new short[AudioFormat.SamplesPerFrame];
        for (var index = 0; index < samples.Length; index++)
            samples[index] = (short)(8000 * Math.Sin(2 * Math.PI * 500 * index / AudioFormat.SampleRate));
        return samples;
    }
}
