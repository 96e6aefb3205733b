namespace WarmTransfer;

/// <summary>Plays a clip into a room once, on a track of its own.</summary>
internal static class ClipPlayer
{
    /// <summary>Played after the clip, so that the filter of <see cref="LoopingResampler"/> reaches from its end into silence and not into its beginning.</summary>
    private static readonly TimeSpan Tail = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when the last of it has been sent and the track is gone.</summary>
    /// <exception cref="OperationCanceledException">Cut short; the track is gone then, too.</exception>
    /// <exception cref="InvalidOperationException">The room does not take the track.</exception>
    public static async Task PlayAsync(IRoom room, string trackName, AudioClip clip, TimeProvider time, CancellationToken cancellationToken)
    {
        await using IAudioPublication publication = await room.PublishAudioAsync(trackName, TrackSource.Microphone, cancellationToken);
        try
        {
            await PlayAsync(room, publication, clip, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            publication.Clear();
            throw;
        }
    }

    private static async Task PlayAsync(IRoom room, IAudioPublication publication, AudioClip clip, TimeProvider time, CancellationToken cancellationToken)
    {
        var samples = new LoopingResampler(WithTail(clip));
        var frame = new short[AudioFormat.SamplesPerFrame];
        long frames = (long)Math.Ceiling(clip.Samples.Length / (double)clip.SampleRate / AudioFormat.FrameDuration.TotalSeconds);
        var pacer = new FramePacer(time);
        // Unlike music, words are not left out after a stall: what follows is late by as much.
        for (long index = 0, stalled = 0; index < frames && room.IsConnected; index++)
        {
            stalled += await pacer.WaitUntilDueAsync(index + stalled, cancellationToken);
            samples.Read(frame);
            publication.TryWrite(frame);
        }

        while (publication.QueuedFrames > 0 && room.IsConnected)
            await Task.Delay(AudioFormat.FrameDuration, time, cancellationToken);
    }

    private static AudioClip WithTail(AudioClip clip) =>
        clip with { Samples = [.. clip.Samples, .. new float[(int)(clip.SampleRate * Tail.TotalSeconds)]] };
}
