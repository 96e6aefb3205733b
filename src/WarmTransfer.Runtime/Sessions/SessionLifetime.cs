namespace WarmTransfer;

/// <summary>Where one session stands: started, on hold, released. What begins in it is ended by the release.</summary>
internal sealed class SessionLifetime
{
    private readonly Lock _lock = new();
    private readonly SessionParts _parts;
    private readonly RunOnce _release;
    private SessionHold? _hold;
    private bool _isStarted;
    private bool _isReleased;

    public SessionLifetime(SessionParts parts)
    {
        _parts = parts;
        _release = new RunOnce(EndAsync);
    }

    /// <exception cref="InvalidOperationException">It was started before, or released.</exception>
    public void Start()
    {
        lock (_lock)
        {
            ThrowIfReleased();
            if (_isStarted)
                throw new InvalidOperationException($"The session with '{_parts.Party.Identity}' was started before.");

            _isStarted = true;
        }

        _parts.Conversation.Begin();
    }

    /// <exception cref="InvalidOperationException">The party is on hold already, or the session was released.</exception>
    public async Task<ICallerHold> HoldAsync(HoldAudio audio, CancellationToken cancellationToken)
    {
        var (party, options) = (_parts.Party, _parts.Options);
        var hold = new SessionHold(party, _parts.Announcements, options.TimeProvider, options.LoggerFactory, Resume);
        lock (_lock)
        {
            ThrowIfReleased();
            if (!_parts.Switches.TryHold())
                throw new InvalidOperationException($"'{party.Identity}' is on hold already; resume first.");

            _hold = hold;
        }

        try
        {
            // An answer that has not begun would be generated for nobody.
            _parts.Replies.ForgetAnswer();
            _parts.Speech.Cut();
            await _parts.Speech.WhenSilentAsync().WaitAsync(cancellationToken);
            await hold.StartAsync(audio, cancellationToken);
        }
        catch
        {
            await hold.DisposeAsync();
            throw;
        }

        _parts.Logger.Held(party.Identity, party.Room.Name);
        return hold;
    }

    /// <summary>Ends the conversation, once; tools that run go on.</summary>
    public Task ReleaseAsync() => _release.RunAsync();

    /// <exception cref="InvalidOperationException">The session was released.</exception>
    public void ThrowIfReleased()
    {
        lock (_lock)
        {
            if (_isReleased)
                throw _parts.Party.Released();
        }
    }

    private void Resume(SessionHold hold)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(_hold, hold))
                return;

            _hold = null;
            _parts.Switches.Resume();
        }

        _parts.Logger.Resumed(_parts.Party.Identity, _parts.Party.Room.Name);
    }

    private async Task EndAsync()
    {
        SessionHold? hold;
        lock (_lock)
        {
            // From here on no hold or reply begins that would not be ended below.
            _isReleased = true;
            _parts.Switches.Close();
            hold = _hold;
        }

        _parts.Conversation.End();
        _parts.Replies.Close();
        Task replyEnded = _parts.Replies.AbandonAsync();
        _parts.Speech.Cut();
        await _parts.Speech.WhenSilentAsync();
        await replyEnded;
        if (hold is not null)
            await hold.DisposeAsync();

        _parts.Observers.Close();
    }
}
