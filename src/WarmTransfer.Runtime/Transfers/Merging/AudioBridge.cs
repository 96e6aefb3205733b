namespace WarmTransfer;

/// <summary>Relays two parties' audio to each other through the AI's connections to their two rooms. Works on any LiveKit.</summary>
internal sealed class AudioBridge : IAsyncDisposable
{
    public const string TrackName = "audio_bridge";

    private readonly AudioRelay _toHuman;
    private readonly AudioRelay _toCaller;
    private readonly IRoom[] _rooms;
    private readonly ITimer _watchdog;
    private readonly List<IAudioPublication> _muted = [];

    private AudioBridge(AudioRelay toHuman, AudioRelay toCaller, IRoom[] rooms, TimeProvider time)
    {
        _toHuman = toHuman;
        _toCaller = toCaller;
        _rooms = rooms;
        _watchdog = time.CreateTimer(_ => FillPauses(), null, AudioRelay.MaxQueued, AudioRelay.MaxQueued);
    }

    public AudioRelayStatistics ToHuman => _toHuman.Statistics;

    public AudioRelayStatistics ToCaller => _toCaller.Statistics;

    /// <summary>Opens both directions. When one fails, neither stays.</summary>
    public static async Task<AudioBridge> OpenAsync(IRoom callerRoom, string callerIdentity, IRoom humanRoom, string humanIdentity, TimeProvider time, CancellationToken cancellationToken)
    {
        var toHuman = await AudioRelay.OpenAsync(callerRoom, callerIdentity, humanRoom, time, cancellationToken);
        try
        {
            var toCaller = await AudioRelay.OpenAsync(humanRoom, humanIdentity, callerRoom, time, cancellationToken);
            return new AudioBridge(toHuman, toCaller, [callerRoom, humanRoom], time);
        }
        catch
        {
            await toHuman.DisposeAsync();
            throw;
        }
    }

    /// <summary>Mutes the AI's own voice in both rooms until the bridge closes: from here on the two speak with each other.</summary>
    public void MuteOwnVoice()
    {
        foreach (var track in _rooms.SelectMany(room => room.LocalAudio))
        {
            if (track.Source is not TrackSource.Microphone || _toHuman.Publishes(track) || _toCaller.Publishes(track))
                continue;
            track.Mute();
            _muted.Add(track);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _watchdog.DisposeAsync();
        _muted.ForEach(track => track.Unmute());
        try
        {
            await _toHuman.DisposeAsync();
        }
        finally
        {
            await _toCaller.DisposeAsync();
        }
    }

    private void FillPauses()
    {
        _toHuman.FillPause();
        _toCaller.FillPause();
    }
}
