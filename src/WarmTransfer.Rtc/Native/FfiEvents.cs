namespace WarmTransfer;

/// <summary>Receives the library's events on its threads and hands them to two of our own: audio received, and everything else.</summary>
/// <remarks>
/// That a frame sent was taken over is handled on the library's thread: it is less work than waking another thread.
/// Frames come 100 times a second for each voice, so they have a thread to themselves, which no room's story delays. An
/// event that cannot be read is the handler's to log; a handler's exception does not end the thread.
/// </remarks>
internal sealed class FfiEvents : IDisposable
{
    private readonly FfiEventQueue _audio = new();
    private readonly FfiEventQueue _others = new();
    private FfiEventHandler? _captured;
    private Action<Exception>? _failed;
    private Func<bool>? _wantsLogs;

    /// <summary>Gets how many events of audio wait.</summary>
    public int AudioBacklog => _audio.Count;

    /// <summary>Starts the two threads.</summary>
    /// <param name="audio">Handles audio received. Must not keep the bytes.</param>
    /// <param name="captured">Handles the end of a frame sent, on the library's thread. Must not block.</param>
    /// <param name="others">Handles all other events.</param>
    /// <param name="failed">Told of what a handler threw.</param>
    /// <param name="wantsLogs">Asked whether anybody reads the library's log: it writes hundreds of lines for each room joined.</param>
    public void Start(FfiEventHandler audio, FfiEventHandler captured, FfiEventHandler others, Action<Exception> failed, Func<bool> wantsLogs)
    {
        (_captured, _failed, _wantsLogs) = (captured, failed, wantsLogs);
        StartThread("livekit-ffi audio", _audio, audio, failed, ThreadPriority.AboveNormal);
        StartThread("livekit-ffi events", _others, others, failed, ThreadPriority.Normal);
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (FfiAudioEvents.IsCaptured(bytes))
            Handle(bytes, _captured, _failed);
        else if (FfiAudioEvents.IsAudio(bytes))
            _audio.Add(bytes);
        else if (!FfiEventContents.IsLogs(bytes) || _wantsLogs?.Invoke() == true)
            _others.Add(bytes);
    }

    public void Dispose()
    {
        _audio.Dispose();
        _others.Dispose();
    }

    private static void StartThread(string name, FfiEventQueue queue, FfiEventHandler handler, Action<Exception> failed, ThreadPriority priority) =>
        new Thread(() => Run(queue, handler, failed)) { IsBackground = true, Name = name, Priority = priority }.Start();

    private static void Run(FfiEventQueue queue, FfiEventHandler handler, Action<Exception> failed)
    {
        var buffer = new byte[128];
        while (true)
        {
            int length;
            try
            {
                length = queue.Take(ref buffer);
            }
            catch (ObjectDisposedException)
            {
                return;
            }

            Handle(buffer.AsSpan(0, length), handler, failed);
        }
    }

    // Nothing may be thrown into the library, or end a thread of ours.
    private static void Handle(ReadOnlySpan<byte> bytes, FfiEventHandler? handler, Action<Exception>? failed)
    {
        try
        {
            handler?.Invoke(bytes);
        }
        catch (Exception exception)
        {
            failed?.Invoke(exception);
        }
    }
}

/// <summary>Handles one event; the bytes are valid only during the call.</summary>
internal delegate void FfiEventHandler(ReadOnlySpan<byte> bytes);
