namespace WarmTransfer;

/// <summary>One participant's connection to a room. Disposing it leaves the room; a second time does nothing.</summary>
/// <remarks>
/// The rooms of this library and of the emulator implement all members. A member that came later has a default
/// implementation, which throws <see cref="NotSupportedException"/>: a room of an application's own keeps compiling.
/// </remarks>
public interface IRoom : IAsyncDisposable
{
    /// <summary>Gets the room's name.</summary>
    string Name { get; }

    /// <summary>Gets the server's id of the room, <c>RM_…</c>.</summary>
    string Sid { get; }

    /// <summary>Gets the identity this connection joined under.</summary>
    string LocalIdentity { get; }

    /// <summary>Gets whether the connection stands. False for good after <see cref="RoomEvent.Disconnected"/>.</summary>
    bool IsConnected { get; }

    /// <summary>Gets the others in the room, as they are now.</summary>
    IReadOnlyList<ParticipantInfo> RemoteParticipants { get; }

    /// <summary>Gets the audio tracks this connection publishes now.</summary>
    IReadOnlyList<IAudioPublication> LocalAudio { get; }

    /// <summary>Calls <paramref name="observer"/> for every event from now on, in order, one at a time. It must not block.</summary>
    /// <returns>Dispose it to stop.</returns>
    /// <remarks>To miss nothing, observe first and read <see cref="RemoteParticipants"/> after. An exception in one observer does not reach others.</remarks>
    IDisposable Observe(Action<RoomEvent> observer);

    /// <summary>Publishes an audio track. Dispose what is returned to unpublish it.</summary>
    /// <param name="name">The track's name.</param>
    /// <param name="source">Where its sound comes from: <see cref="TrackSource.Microphone"/> for a voice, <see cref="TrackSource.Unknown"/> for background audio.</param>
    /// <param name="cancellationToken">Gives up; nothing stays published.</param>
    /// <exception cref="InvalidOperationException">The token does not allow publishing, or the room is disconnected.</exception>
    Task<IAudioPublication> PublishAudioAsync(string name, TrackSource source = TrackSource.Microphone, CancellationToken cancellationToken = default);

    /// <summary>Calls <paramref name="handler"/> with each frame of a participant's microphone audio, whenever it is published.</summary>
    /// <param name="identity">Whose audio. Need not be in the room yet.</param>
    /// <param name="handler">Receives frames of <see cref="AudioFormat"/>. The samples are valid only during the call; it must not block.</param>
    /// <returns>Dispose it to stop.</returns>
    IDisposable ObserveAudio(string identity, AudioFrameHandler handler);

    /// <summary>Opens a text stream to the room; others get <see cref="RoomEvent.TextReceived"/> when it closes.</summary>
    /// <param name="options">Topic, attributes and addressees.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="InvalidOperationException">The token does not allow sending data, or the room is disconnected.</exception>
    Task<ITextStreamWriter> OpenTextStreamAsync(TextStreamOptions options, CancellationToken cancellationToken = default);

    /// <summary>Presses keys of a phone; SIP calls in the room hear their tones, others get <see cref="RoomEvent.DtmfReceived"/>.</summary>
    /// <param name="digits">The keys, in order: <c>0-9 A-D * #</c>.</param>
    /// <param name="destinationIdentities">The identities that receive them. Default: everyone else in the room.</param>
    /// <param name="cancellationToken">Stops before the next key.</param>
    /// <exception cref="ArgumentException">A character is no key; nothing was sent.</exception>
    /// <exception cref="InvalidOperationException">The token does not allow sending data, or the room is disconnected.</exception>
    Task SendDtmfAsync(string digits, IReadOnlyList<string>? destinationIdentities = null, CancellationToken cancellationToken = default);

    /// <summary>Sets attributes of the own participant; everyone in the room, this connection too, gets <see cref="RoomEvent.AttributesChanged"/>.</summary>
    /// <param name="attributes">The attributes to set. Others stay as they are; an empty value removes an attribute.</param>
    /// <param name="cancellationToken">Stops waiting; the change may still be made.</param>
    /// <exception cref="InvalidOperationException">The token does not allow it (grant <c>canUpdateOwnMetadata</c>), the names and values together exceed the server's limit (64 KiB unless it is set otherwise), or the room is disconnected.</exception>
    /// <exception cref="NotSupportedException">The room is of a kind that does not implement it.</exception>
    Task SetAttributesAsync(IReadOnlyDictionary<string, string> attributes, CancellationToken cancellationToken = default) =>
        Task.FromException(new NotSupportedException($"{GetType().Name} cannot set attributes: it does not implement {nameof(IRoom)}.{nameof(SetAttributesAsync)}."));

    /// <summary>Opens a byte stream to the room; others get <see cref="RoomEvent.BytesReceived"/> when it closes.</summary>
    /// <param name="options">Topic, name, type, length, attributes and addressees.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <remarks>
    /// A receiver of this library takes streams of up to <see cref="ByteMessage.MaxLength"/> bytes. Longer ones, and those whose
    /// sender leaves before closing them, are not received.
    /// </remarks>
    /// <exception cref="ArgumentException">An option cannot be right.</exception>
    /// <exception cref="InvalidOperationException">The token does not allow sending data, or the room is disconnected.</exception>
    /// <exception cref="NotSupportedException">The room is of a kind that does not implement it.</exception>
    Task<IByteStreamWriter> OpenByteStreamAsync(ByteStreamOptions options, CancellationToken cancellationToken = default) =>
        Task.FromException<IByteStreamWriter>(new NotSupportedException($"{GetType().Name} cannot send bytes: it does not implement {nameof(IRoom)}.{nameof(OpenByteStreamAsync)}."));
}

/// <summary>Receives one frame of audio, 480 samples of <see cref="AudioFormat"/>; they are valid only during the call.</summary>
/// <param name="samples">The samples.</param>
public delegate void AudioFrameHandler(ReadOnlySpan<short> samples);
