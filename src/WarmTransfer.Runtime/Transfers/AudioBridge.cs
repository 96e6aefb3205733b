namespace WarmTransfer;

/// <summary>Relays two parties' audio to each other through the AI's connections to their two rooms. Works on any LiveKit.</summary>
internal sealed class AudioBridge : IAsyncDisposable
{
    private const string TrackName = "audio_bridge";

    private readonly Direction _toHuman;
    private readonly Direction _toCaller;

    private AudioBridge(Direction toHuman, Direction toCaller)
    {
        _toHuman = toHuman;
        _toCaller = toCaller;
    }

    public long FramesToHuman => _toHuman.Frames;

    public long FramesToCaller => _toCaller.Frames;

    /// <summary>Opens both directions. When one fails, neither stays.</summary>
    public static async Task<AudioBridge> OpenAsync(IRoom callerRoom, string callerIdentity, IRoom humanRoom, string humanIdentity, CancellationToken cancellationToken)
    {
        var toHuman = await Direction.OpenAsync(callerRoom, callerIdentity, humanRoom, cancellationToken);
        try
        {
            return new AudioBridge(toHuman, await Direction.OpenAsync(humanRoom, humanIdentity, callerRoom, cancellationToken));
        }
        catch
        {
            await toHuman.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _toHuman.DisposeAsync();
        }
        finally
        {
            await _toCaller.DisposeAsync();
        }
    }

    /// <summary>One party's microphone, published in the other's room.</summary>
    private sealed class Direction : IAsyncDisposable
    {
        private readonly IAudioPublication _publication;
        private readonly IDisposable _source;
        private long _frames;

        private Direction(IAudioPublication publication, IRoom from, string identity)
        {
            _publication = publication;
            _source = from.ObserveAudio(identity, Relay);
        }

        public long Frames => Interlocked.Read(ref _frames);

        public static async Task<Direction> OpenAsync(IRoom from, string identity, IRoom to, CancellationToken cancellationToken)
        {
            var publication = await to.PublishAudioAsync(TrackName, TrackSource.Microphone, cancellationToken);
            try
            {
                return new Direction(publication, from, identity);
            }
            catch
            {
                await publication.DisposeAsync();
                throw;
            }
        }

        public ValueTask DisposeAsync()
        {
            _source.Dispose();
            return _publication.DisposeAsync();
        }

        // The sender's frames keep the pace; what the other side cannot take in time is dropped, which is better than late.
        private void Relay(ReadOnlySpan<short> samples)
        {
            if (_publication.TryWrite(samples))
                Interlocked.Increment(ref _frames);
        }
    }
}
