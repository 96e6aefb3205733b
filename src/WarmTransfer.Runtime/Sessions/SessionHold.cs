namespace WarmTransfer;

/// <summary>A party on hold; disposing it resumes the conversation.</summary>
internal sealed class SessionHold : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CallSession _session;
    private readonly RunOnce _end;
    private HoldPlayer? _player;

    public SessionHold(CallSession session)
    {
        _session = session;
        _end = new RunOnce(EndAsync);
    }

    public async Task StartMusicAsync(HoldAudio audio, CancellationToken cancellationToken)
    {
        HoldPlayer? player = await HoldPlayer.StartAsync(_session.Room, audio, _session.TimeProvider, _session.LoggerFactory, cancellationToken);
        lock (_lock)
        {
            _player = player;
            if (!_end.IsAsked)
                return;
        }

        // Released while the music was about to start.
        if (player is not null)
            await player.DisposeAsync();
    }

    public ValueTask DisposeAsync() => new(_end.RunAsync());

    private async Task EndAsync()
    {
        HoldPlayer? player;
        lock (_lock)
            player = _player;

        // The music goes first: the party must not hear the AI through it.
        try
        {
            if (player is not null)
                await player.DisposeAsync();
        }
        finally
        {
            _session.EndHold(this);
        }
    }
}
