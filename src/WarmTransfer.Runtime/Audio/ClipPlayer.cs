namespace WarmTransfer;

/// <summary>Plays a clip into a room once, on a track of its own.</summary>
internal static class ClipPlayer
{
    /// <inheritdoc cref="PlayAsync(IRoom, string, TrackSource, AudioClip, TimeProvider, CancellationToken)"/>
    public static Task PlayAsync(IRoom room, string trackName, AudioClip clip, TimeProvider time, CancellationToken cancellationToken) =>
        PlayAsync(room, trackName, TrackSource.Microphone, clip, time, cancellationToken);

    /// <summary>Returns when the last of it has been sent and the track is gone.</summary>
    /// <exception cref="OperationCanceledException">Cut short; the track is gone then, too.</exception>
    /// <exception cref="InvalidOperationException">The room does not take the track.</exception>
    public static async Task PlayAsync(
        IRoom room, string trackName, TrackSource source, AudioClip clip, TimeProvider time, CancellationToken cancellationToken)
    {
        await using IAudioPublication publication = await room.PublishAudioAsync(trackName, source, cancellationToken);
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
        var reader = new ClipReader(clip);
        var frame = new short[AudioFormat.SamplesPerFrame];
        var pacer = new FramePacer(time);
        // Unlike music, words are not left out after a stall: what follows is late by as much.
        for (long due = 0; room.IsConnected && reader.TryRead(frame); due++)
        {
            due += await pacer.WaitUntilDueAsync(due, cancellationToken);
            publication.TryWrite(frame);
        }

        while (publication.QueuedFrames > 0 && room.IsConnected)
            await Task.Delay(AudioFormat.FrameDuration, time, cancellationToken);
    }
}
