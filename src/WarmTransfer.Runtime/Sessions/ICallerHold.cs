namespace WarmTransfer;

/// <summary>A caller on hold. Disposing it resumes: when that returns the music is gone, and input and output are as they were. A second time does nothing.</summary>
/// <remarks>Nothing reaches the caller on hold but the music and what is announced, and nothing comes from them but keys.</remarks>
public interface ICallerHold : IAsyncDisposable
{
    /// <summary>Tells the waiting caller something, with the music turned down. Announcements are made one after the other, in the order they were asked for.</summary>
    /// <param name="announcement">What to tell them.</param>
    /// <param name="cancellationToken">Cuts it short.</param>
    /// <returns>Whether the caller had all of it; false when the hold, or the connection, ended first.</returns>
    /// <exception cref="ArgumentException">There is nothing in it.</exception>
    /// <exception cref="InvalidOperationException">The room does not take the text or the sound.</exception>
    /// <exception cref="NotSupportedException">The caller's side cannot announce. That is what this method does where it is not implemented.</exception>
    Task<bool> AnnounceAsync(HoldAnnouncement announcement, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException($"{GetType()} cannot announce to a caller on hold: it does not implement {nameof(ICallerHold)}.{nameof(AnnounceAsync)}.");

    /// <summary>Calls <paramref name="observer"/> for every key the caller presses on their phone until the hold ends, in order, one at a time. It must not block.</summary>
    /// <param name="observer">Gets the key: <c>0-9 A-D * #</c>. An exception it throws is logged and does not reach the others.</param>
    /// <returns>Dispose it to stop.</returns>
    /// <exception cref="NotSupportedException">The caller's side does not tell keys. That is what this method does where it is not implemented.</exception>
    IDisposable ObserveKeys(Action<char> observer) =>
        throw new NotSupportedException($"{GetType()} does not tell the keys a caller presses on hold: it does not implement {nameof(ICallerHold)}.{nameof(ObserveKeys)}.");
}

/// <summary>What a caller on hold is told: a text, a recording, or both.</summary>
public sealed class HoldAnnouncement
{
    /// <summary>Gets or sets the words, sent as text on <see cref="TextTopics.Transcription"/> and kept in the history. Default: none.</summary>
    public string? Text { get; set; }

    /// <summary>Gets or sets the recording, played on the hold track; with <see cref="Text"/> it is what these words sound like. Default: none.</summary>
    public AudioClip? Clip { get; set; }
}
