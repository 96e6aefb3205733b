namespace WarmTransfer;

/// <summary>Lays announcements over hold audio: the music is turned down first, and up again after them.</summary>
/// <remarks>Frames are read by one player; announcements may begin and be cut on any thread.</remarks>
internal sealed class AnnouncementMixer
{
    // -14 dB: words are understood over it, and the music is not taken for gone.
    private const float Ducked = 0.2f;

    // A change of loudness over this long is heard as a fade, not as a cut.
    private const float RampSeconds = 0.2f;

    private static readonly float Step = (1 - Ducked) / (RampSeconds * AudioFormat.SampleRate);

    private readonly Lock _lock = new();
    private Announcement? _current;
    private float _gain = 1;
    private bool _closed;

    /// <summary>Begins with the next frames that are read.</summary>
    /// <returns>Completes when the last of it has been read: false when the player stopped first.</returns>
    /// <exception cref="OperationCanceledException">Cut short.</exception>
    public async Task<bool> AnnounceAsync(AudioClip clip, CancellationToken cancellationToken)
    {
        var announcement = new Announcement(new ClipReader(clip), cancellationToken);
        lock (_lock)
        {
            if (_closed)
                return false;

            _current = announcement;
        }

        var wasRead = await announcement.Read.Task;
        cancellationToken.ThrowIfCancellationRequested();
        return wasRead;
    }

    /// <summary>Turns a frame of music down as far as an announcement wants it.</summary>
    public void Duck(Span<short> music)
    {
        var announces = Current is not null;
        if (!announces && _gain >= 1)
            return;

        var step = announces ? -Step : Step;
        for (var i = 0; i < music.Length; i++)
        {
            _gain = Math.Clamp(_gain + step, Ducked, 1);
            music[i] = (short)MathF.Round(music[i] * _gain);
        }
    }

    /// <summary>Fills a frame with the announcement, or silence. Call it after <see cref="Duck"/>.</summary>
    public void Read(Span<short> voice)
    {
        voice.Clear();
        if (Current is not { } current || _gain > Ducked)
            return;

        var goesOn = current.Clip.TryRead(voice);
        if (current.Cancellation.IsCancellationRequested)
            FadeOut(voice);
        else if (goesOn)
            return;

        lock (_lock)
            _current = null;

        current.Read.TrySet(true);
    }

    /// <summary>No frames are read any more.</summary>
    public void Close()
    {
        Announcement? unread;
        lock (_lock)
        {
            _closed = true;
            unread = _current;
            _current = null;
        }

        unread?.Read.TrySet(false);
    }

    private Announcement? Current
    {
        get
        {
            lock (_lock)
                return _current;
        }
    }

    private static void FadeOut(Span<short> frame)
    {
        for (var i = 0; i < frame.Length; i++)
            frame[i] = (short)(frame[i] * (frame.Length - i) / frame.Length);
    }

    private sealed record Announcement(ClipReader Clip, CancellationToken Cancellation)
    {
        public Signal<bool> Read { get; } = new();
    }
}
