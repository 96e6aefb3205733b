namespace WarmTransfer;

/// <summary>The frames of one track that wait for their turn, and when it is: one every 10 ms, and silence for a while after the last.</summary>
/// <remarks>
/// Times are timestamps of the clock whose frequency it is made with. A frame that is late is sent when it comes, and those
/// behind it at once until the pace is kept again: receivers make up for that better than silence put in between would.
/// Not thread-safe.
/// </remarks>
internal sealed class PacedFrames(long frequency)
{
    /// <summary>The most frames that can wait: the 200 ms that <see cref="IAudioPublication"/> promises.</summary>
    public const int Length = 20;

    // A writer this late has paused; what comes then starts afresh.
    private const int Patience = 6;

    // Receivers stretch the last they have heard; this ends it. Longer than an Opus encoder takes to begin to save packets.
    private const int SilenceAfterLast = 30;

    private static readonly short[] s_silence = GC.AllocateArray<short>(AudioFormat.SamplesPerFrame, pinned: true);

    // Pinned: the library reads it while the collector may run.
    private readonly short[] _samples = GC.AllocateUninitializedArray<short>(Length * AudioFormat.SamplesPerFrame, pinned: true);
    private readonly long _frame = frequency / 100;
    private long _due;
    private int _head;
    private int _waiting;
    private int _silenceLeft;
    private bool _isInSilence = true;
    private State _state;

    private enum State
    {
        Free,
        SendingFrame,
        SendingSilence,
    }

    /// <summary>Gets whether what was taken is still needed.</summary>
    public bool IsSending => _state is not State.Free;

    /// <summary>Gets whether there is nothing to send, now or later.</summary>
    public bool IsIdle => _waiting == 0 && _silenceLeft == 0;

    /// <summary>Gets how many frames have been added and not yet played, the one being played included: one taken early is not played yet.</summary>
    public int Queued(long now) => _waiting + (_isInSilence || _due <= now ? 0 : (int)((_due - now + _frame - 1) / _frame));

    /// <summary>Adds a copy of a frame.</summary>
    /// <returns><see langword="false"/> when there is no room for it.</returns>
    public bool TryAdd(ReadOnlySpan<short> samples, long now)
    {
        // The slot of a frame being sent is not free yet.
        var taken = _waiting + (_state is State.SendingFrame ? 1 : 0);
        if (Queued(now) >= Length || taken == Length)
            return false;

        if (_waiting == 0 && now - _due > (_isInSilence ? 0 : Patience * _frame))
            _due = now;
        samples.CopyTo(_samples.AsSpan(Slot(taken)));
        _waiting++;
        return true;
    }

    /// <summary>Forgets the frames that wait.</summary>
    /// <returns>How many there were.</returns>
    public int Clear()
    {
        var dropped = _waiting;
        _waiting = 0;
        return dropped;
    }

    /// <summary>Takes what has to be sent by <paramref name="until"/>, if anything; it is kept until <see cref="Sent"/>, and nothing else is taken.</summary>
    /// <param name="until">The time up to which a frame is on time.</param>
    /// <param name="frame">One frame; does not move in memory.</param>
    public bool TryTake(long until, out Span<short> frame)
    {
        frame = default;
        if (IsSending)
            return false;
        if (_waiting > 0)
            return TryTakeFrame(until, out frame);
        return _silenceLeft > 0 && TryTakeSilence(until, out frame);
    }

    /// <summary>What was taken is not needed any more.</summary>
    public void Sent()
    {
        if (_state is State.SendingFrame)
            _head = (_head + 1) % Length;
        _state = State.Free;
    }

    private bool TryTakeFrame(long until, out Span<short> frame)
    {
        frame = _samples.AsSpan(Slot(0), AudioFormat.SamplesPerFrame);
        if (_due > until)
            return false;
        _state = State.SendingFrame;
        _waiting--;
        _due += _frame;
        _isInSilence = false;
        _silenceLeft = SilenceAfterLast;
        return true;
    }

    private bool TryTakeSilence(long until, out Span<short> frame)
    {
        frame = s_silence;
        if (_isInSilence ? _due > until : _due + (Patience * _frame) > until)
            return false;
        if (!_isInSilence)
            _due += Patience * _frame;
        _state = State.SendingSilence;
        _silenceLeft--;
        _due += _frame;
        _isInSilence = true;
        return true;
    }

    private int Slot(int index) => (_head + index) % Length * AudioFormat.SamplesPerFrame;
}
