namespace WarmTransfer;

/// <summary>A room's end of the library's events. Called on the thread of events: must not block.</summary>
internal interface IFfiRoom
{
    /// <summary>Something happened in the room; the handles in it are the room's to drop.</summary>
    void OnEvent(Ffi.RoomEvent roomEvent);

    /// <summary>The library failed: there is no room any more.</summary>
    void OnPanic();
}

/// <summary>Receives the frames of a stream, on the thread of audio. Must not block.</summary>
internal interface IFfiAudioSink
{
    void OnFrame(ReadOnlySpan<short> samples);
}

/// <summary>Receives the pieces of byte streams, on the thread of events. Must not block.</summary>
internal interface IFfiByteStreams
{
    /// <summary>Takes a piece; it is valid only during the call.</summary>
    void OnPiece(ulong reader, ReadOnlySpan<byte> piece);

    /// <summary>A stream has ended.</summary>
    /// <param name="reader">The stream's reader.</param>
    /// <param name="error">Why it broke off; <see langword="null"/> when it is whole.</param>
    void OnEnd(ulong reader, string? error);
}

/// <summary>Sends frames; told, on the library's thread, when the memory of the last is free again. Must not block.</summary>
internal interface IFfiAudioSource
{
    void OnCaptured(bool failed);
}

/// <summary>A request that is answered by an event.</summary>
internal interface IPendingFfiCall
{
    void Complete(Ffi.FfiEvent ffiEvent);

    void Fail(Exception exception);
}

/// <summary>A request that is answered by an event, awaited.</summary>
internal sealed class PendingFfiCall<T>(Func<Ffi.FfiEvent, T?> read) : IPendingFfiCall
    where T : class
{
    // What awaits it must not go on on the thread of events.
    private readonly Signal<T> _answer = new();

    public Task<T> Task => _answer.Task;

    public void Complete(Ffi.FfiEvent ffiEvent)
    {
        try
        {
            if (read(ffiEvent) is { } answer)
                _answer.TrySet(answer);
            else
                Fail(new InvalidOperationException($"LiveKit's native library answered with {ffiEvent.MessageCase}, which is not the answer to what was asked."));
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    public void Fail(Exception exception) => _answer.TryFail(exception);
}
