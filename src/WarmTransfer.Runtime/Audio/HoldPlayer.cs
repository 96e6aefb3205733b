using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>Plays hold audio into a room on a track of its own, at the clock's pace, until it is disposed.</summary>
internal sealed class HoldPlayer : IAsyncDisposable
{
    public const string TrackName = "hold_audio";

    // Written ahead, so that the player is woken 10 times a second and not 100, and a late wake is not heard.
    private const int Ahead = 14;
    private const int Batch = 10;

    // How long stopping may take beyond the fade, which begins after what a track can no longer take back: a source that
    // hangs is not waited for.
    private static readonly TimeSpan StoppingReserve = TimeSpan.FromMilliseconds(80);

    private readonly IRoom _room;
    private readonly HoldAudio _audio;
    private readonly IAudioPublication _publication;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _fading = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly RunOnce _stop;
    private readonly Envelope _envelope;
    private readonly RewindableSource _recent = new(Ahead + Batch);
    private readonly AnnouncementMixer _announcements = new();
    private readonly Envelope _voiceEnvelope;
    private readonly RewindableSource _recentVoice = new(Ahead + Batch);
    private HoldSource _source;
    private Task _playing = Task.CompletedTask;

    private HoldPlayer(IRoom room, HoldAudio audio, HoldSource source, IAudioPublication publication, TimeProvider time, ILogger logger)
    {
        _room = room;
        _audio = audio;
        _source = source;
        _publication = publication;
        _time = time;
        _logger = logger;
        _envelope = new Envelope(audio);
        _voiceEnvelope = new Envelope(audio with { Volume = 1, FadeIn = TimeSpan.Zero });
        _stop = new RunOnce(StopAsync);
    }

    /// <summary>Publishes the track and begins to play.</summary>
    /// <returns>The player, or <see langword="null"/> when there is nothing to play, or the room refuses the track (logged).</returns>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is published.</exception>
    public static async Task<HoldPlayer?> StartAsync(
        IRoom room, HoldAudio audio, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        ILogger logger = loggers.CreateLogger("WarmTransfer.HoldAudio");
        HoldAudio picked = audio is HoldAudio.RandomChoice choice ? choice.Pick() : audio;
        if (picked is HoldAudio.Silence)
            return null;

        HoldSource source = HoldSource.Open(picked, time, logger);
        try
        {
            IAudioPublication publication = await room.PublishAudioAsync(TrackName, TrackSource.Unknown, cancellationToken);
            var player = new HoldPlayer(room, picked, source, publication, time, logger);
            player._playing = player.PlayAsync();
            return player;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.HoldTrackRefused(room.Name, exception);
            return null;
        }
    }

    /// <summary>Gets whether the music plays; it can end by itself, with the room or by an error.</summary>
    public bool IsPlaying => !_playing.IsCompleted;

    /// <summary>Lays a clip over the music, which is turned down meanwhile. One at a time.</summary>
    /// <returns>Whether all of it was heard; false when the music ended first, and the clip with it.</returns>
    /// <exception cref="OperationCanceledException">Cut short.</exception>
    public async Task<bool> AnnounceAsync(AudioClip clip, CancellationToken cancellationToken)
    {
        if (!await _announcements.AnnounceAsync(clip, cancellationToken))
            return false;

        // What is written ahead has not been heard yet, and is taken back when the music is to stop.
        await Task.WhenAny(Task.Delay(Ahead * AudioFormat.FrameDuration, _time, _fading.Token));
        return !_fading.IsCancellationRequested;
    }

    /// <summary>Fades out and unpublishes the track: it is gone when this returns.</summary>
    public ValueTask DisposeAsync() => new(_stop.RunAsync());

    private async Task PlayAsync()
    {
        try
        {
            // Nothing is played before the caller of StartAsync has the player: a source may fail at once.
            await Task.Yield();
            await PlayFramesAsync();
        }
        catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
        {
            // Stopped without, or in the middle of, a fade.
        }
        catch (Exception exception)
        {
            _logger.HoldAudioEnded(_room.Name, exception);
        }
        finally
        {
            _announcements.Close();
        }
    }

    private async Task PlayFramesAsync()
    {
        var frame = new short[AudioFormat.SamplesPerFrame];
        var voice = new short[AudioFormat.SamplesPerFrame];
        var pacer = new FramePacer(_time, Ahead, Batch);
        Func<short[], ValueTask> fill = FillAsync;
        Func<short[], ValueTask> fillVoice = FillVoiceAsync;
        for (long due = 0; _room.IsConnected && !_envelope.HasEnded; due++)
        {
            // Those a stall has made too late are left out.
            due += await WaitUntilDueAsync(pacer, due);
            await _recent.ReadAsync(frame, _envelope, fill);
            _envelope.Apply(frame);
            await _recentVoice.ReadAsync(voice, _voiceEnvelope, fillVoice);
            AddVoice(frame, voice);
            _publication.TryWrite(frame);
        }

        while (_publication.QueuedFrames > 0 && _room.IsConnected)
            await Task.Delay(AudioFormat.FrameDuration, _time, _stopped.Token);
    }

    // A fade begins with what is heard next, and not after all that is written already.
    private async ValueTask<long> WaitUntilDueAsync(FramePacer pacer, long due)
    {
        if (_envelope.IsFadingOut)
            return await pacer.WaitUntilDueAsync(due, _stopped.Token);

        try
        {
            if (!_fading.IsCancellationRequested)
                return await pacer.WaitUntilDueAsync(due, _fading.Token);
        }
        catch (OperationCanceledException) when (_fading.IsCancellationRequested)
        {
            // Woken to fade.
        }

        _envelope.BeginFadeOut();
        _voiceEnvelope.BeginFadeOut();
        var unheard = _publication.Clear();
        _recentVoice.Rewind(unheard, _voiceEnvelope);
        return -_recent.Rewind(unheard, _envelope);
    }

    private void AddVoice(Span<short> frame, Span<short> voice)
    {
        // Levels go on through a pause between two words.
        if (_voiceEnvelope.IsFadingOut)
            _voiceEnvelope.Apply(voice);

        if (!voice.ContainsAnyExcept((short)0))
            return;

        for (var i = 0; i < frame.Length; i++)
            frame[i] = (short)Math.Clamp(frame[i] + voice[i], short.MinValue, short.MaxValue);
    }

    private ValueTask FillVoiceAsync(short[] frame)
    {
        _announcements.Read(frame);
        return ValueTask.CompletedTask;
    }

    private async ValueTask FillAsync(short[] frame)
    {
        await ReadMusicAsync(frame);
        _announcements.Duck(frame);
    }

    private async ValueTask ReadMusicAsync(short[] frame)
    {
        try
        {
            await _source.ReadAsync(frame, _stopped.Token);
        }
        catch (Exception exception) when (!_stopped.IsCancellationRequested && _source is not ClipSource)
        {
            _logger.HoldAudioReplaced(_source.Name, exception.Message);
            await _source.DisposeAsync();
            _source = HoldSource.OpenBuiltIn();
            await _source.ReadAsync(frame, _stopped.Token);
        }
    }

    private async Task StopAsync()
    {
        _fading.Cancel();
        try
        {
            await _playing.WaitAsync(_audio.FadeOut + StoppingReserve, _time);
        }
        catch (TimeoutException)
        {
            // A source that hangs; cancelled below.
        }

        _stopped.Cancel();
        await _playing;
        await CloseAsync(_publication);
        await CloseAsync(_source);
    }

    private async Task CloseAsync(IAsyncDisposable closing)
    {
        try
        {
            await closing.DisposeAsync();
        }
        catch (Exception exception)
        {
            _logger.HoldAudioNotClosed(_room.Name, exception);
        }
    }
}
