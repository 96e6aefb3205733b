using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>Speaks to LiveKit's native library: requests and their answers, events to the rooms and streams they are for, handles.</summary>
internal sealed class FfiClient
{
    // Audio that waits longer than this is useless in a conversation; its handles are given back unheard. 1,000 frames
    // are a second of ten voices.
    private const int MaxAudioBacklog = 1000;

    // Newer libraries tell more than we know.
    private static readonly MessageParser<Ffi.FfiEvent> s_events = Ffi.FfiEvent.Parser.WithDiscardUnknownFields(discardUnknownFields: true);
    private static readonly MessageParser<Ffi.FfiResponse> s_responses = Ffi.FfiResponse.Parser.WithDiscardUnknownFields(discardUnknownFields: true);

    private static readonly Lock s_gate = new();
    private static FfiClient? s_shared;

    private readonly INativeFfi _native;
    private readonly FfiEvents _events;
    private readonly ConcurrentDictionary<ulong, IPendingFfiCall> _pending = [];
    private readonly ConcurrentDictionary<ulong, IFfiRoom> _rooms = [];
    private readonly ConcurrentDictionary<ulong, IFfiByteStreams> _byteStreams = [];
    private readonly ConcurrentDictionary<ulong, IFfiAudioSink> _sinks = [];
    private readonly ConcurrentDictionary<ulong, IFfiAudioSource> _sources = [];
    private ILogger _logger;
    private ulong _lastAsyncId;
    private long _openHandles;
    private long _droppedFrames;

    /// <summary>Initializes a new instance of the <see cref="FfiClient"/> class.</summary>
    public FfiClient(INativeFfi native, FfiEvents events, ILogger logger)
    {
        _native = native;
        _events = events;
        _logger = logger;
        Pump = new FramePump(exception => _logger.FramePumpFailed(exception));
        events.Start(OnAudio, OnCaptured, OnEvent, exception => _logger.NativeEventFailed(exception), () => _logger.WantsNativeLog());
    }

    /// <summary>Gets how many of the library's handles we own: what it keeps alive for us.</summary>
    public long OpenHandles => Interlocked.Read(ref _openHandles);

    /// <summary>Gets how many calls have not been answered.</summary>
    public int PendingCalls => _pending.Count;

    /// <summary>Gets what keeps the pace of the frames sent.</summary>
    public FramePump Pump { get; }

    /// <summary>Gets how many received frames were thrown away because the process could not keep up.</summary>
    public long DroppedFrames => Interlocked.Read(ref _droppedFrames);

    /// <summary>The library in this process; the first use loads it, later ones share it. Its log goes to the last logger given.</summary>
    /// <exception cref="DllNotFoundException">The library is in none of the places.</exception>
    public static FfiClient Shared(string? libraryPath, ILogger logger)
    {
        lock (s_gate)
        {
            if (s_shared is { } shared)
            {
                shared._logger = logger;
                return shared;
            }

            var events = new FfiEvents();
            try
            {
                // The client is there before the first event: it takes them from the same queues.
                return s_shared = new FfiClient(FfiLibrary.Load(FfiLibraryLocator.ForThisProcess(libraryPath), events), events, logger);
            }
            catch
            {
                events.Dispose();
                throw;
            }
        }
    }

    /// <summary>Sends a request that is answered at once.</summary>
    /// <exception cref="InvalidOperationException">The library refused it.</exception>
    public Ffi.FfiResponse Send(Ffi.FfiRequest request)
    {
        var handle = _native.Request(request.ToByteArray(), out var bytes);
        if (handle == 0)
            throw Refused(request.MessageCase.ToString());
        try
        {
            return s_responses.ParseFrom(bytes);
        }
        finally
        {
            _native.DropHandle(handle);
        }
    }

    /// <summary>Sends a request that is answered later.</summary>
    /// <param name="create">Makes the request, with the id under which it is answered.</param>
    /// <param name="read">Takes the answer out of its event, on the thread of events; <see langword="null"/> when it is another's.</param>
    /// <exception cref="InvalidOperationException">The library refused it.</exception>
    public async Task<T> CallAsync<T>(Func<ulong, Ffi.FfiRequest> create, Func<Ffi.FfiEvent, T?> read)
        where T : class
    {
        var id = Interlocked.Increment(ref _lastAsyncId);
        var call = new PendingFfiCall<T>(read);
        _pending[id] = call;
        try
        {
            Send(create(id));
            return await call.Task;
        }
        finally
        {
            _pending.TryRemove(id, out _);
        }
    }

    /// <summary>Sends one frame; the sender has to keep the samples until <see cref="IFfiAudioSource.OnCaptured"/>.</summary>
    public bool TryCapture(ulong source, ulong data, int samples, ulong id)
    {
        Span<byte> request = stackalloc byte[FfiCaptureRequest.LargestSize];
        var length = FfiCaptureRequest.Write(request, source, data, samples, id);
        var handle = _native.Request(request[..length], out _);
        if (handle == 0)
            return false;
        _native.DropHandle(handle);
        return true;
    }

    public void Register(ulong handle, IFfiRoom room) => _rooms[handle] = room;

    public void Unregister(ulong handle) => _rooms.TryRemove(handle, out _);

    public void Register(ulong reader, IFfiByteStreams streams) => _byteStreams[reader] = streams;

    public void UnregisterByteStream(ulong reader) => _byteStreams.TryRemove(reader, out _);

    public void Register(ulong handle, IFfiAudioSink sink) => _sinks[handle] = sink;

    public void UnregisterSink(ulong handle) => _sinks.TryRemove(handle, out _);

    /// <summary>Registers a source; its frames are sent under the id returned.</summary>
    public ulong Register(IFfiAudioSource source)
    {
        var id = Interlocked.Increment(ref _lastAsyncId);
        _sources[id] = source;
        return id;
    }

    public void UnregisterSource(ulong id) => _sources.TryRemove(id, out _);

    /// <summary>Takes over a handle of the library's.</summary>
    /// <exception cref="InvalidOperationException">The message names none.</exception>
    public FfiHandle Own([NotNull] Ffi.FfiOwnedHandle? handle)
    {
        if (handle is not { Id: not 0 })
            throw new InvalidOperationException("LiveKit's native library sent a message without the handle it is about.");
        Interlocked.Increment(ref _openHandles);
        return new FfiHandle(this, handle.Id);
    }

    public void Drop(ulong handle)
    {
        Interlocked.Decrement(ref _openHandles);
        if (!_native.DropHandle(handle))
            _logger.NativeHandleUnknown(handle);
    }

    public void Forget() => Interlocked.Decrement(ref _openHandles);

    /// <summary>Handles one event other than audio.</summary>
    internal void OnEvent(ReadOnlySpan<byte> bytes)
    {
        Ffi.FfiEvent ffiEvent;
        try
        {
            ffiEvent = s_events.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException exception)
        {
            _logger.NativeEventUnreadable(bytes.Length, exception);
            return;
        }

        switch (ffiEvent.MessageCase)
        {
            case Ffi.FfiEvent.MessageOneofCase.Logs:
                _logger.ForwardNativeLog(ffiEvent.Logs);
                break;
            case Ffi.FfiEvent.MessageOneofCase.Panic:
                OnPanic(ffiEvent.Panic.Message);
                break;
            case Ffi.FfiEvent.MessageOneofCase.RoomEvent:
                OnRoomEvent(ffiEvent);
                break;
            case Ffi.FfiEvent.MessageOneofCase.ByteStreamReaderEvent:
                OnByteStream(ffiEvent.ByteStreamReaderEvent);
                break;
            default:
                OnAnswer(ffiEvent);
                break;
        }
    }

    /// <summary>Handles one event of audio received. Allocates nothing.</summary>
    internal void OnAudio(ReadOnlySpan<byte> bytes)
    {
        if (!FfiAudioEvents.TryRead(bytes, out var audio))
            _logger.NativeEventUnreadable(bytes.Length, exception: null);
        else if (audio.Kind is FfiAudioEventKind.Frame)
            OnFrame(audio);
    }

    /// <summary>Handles the library's word that it is done with a frame sent. Allocates nothing.</summary>
    internal void OnCaptured(ReadOnlySpan<byte> bytes)
    {
        if (!FfiAudioEvents.TryRead(bytes, out var audio))
            _logger.NativeEventUnreadable(bytes.Length, exception: null);
        else if (_sources.TryGetValue(audio.Id, out var source))
            source.OnCaptured(audio.HasError);
    }

    private unsafe void OnFrame(in FfiAudioEvent audio)
    {
        try
        {
            if (_events.AudioBacklog > MaxAudioBacklog)
                Interlocked.Increment(ref _droppedFrames);
            else if (audio is { Data: not 0, Channels: AudioFormat.Channels, SampleRate: AudioFormat.SampleRate } && _sinks.TryGetValue(audio.Id, out var sink))
                sink.OnFrame(new ReadOnlySpan<short>((short*)audio.Data, audio.Samples));
        }
        finally
        {
            _native.DropHandle(audio.BufferHandle);
        }
    }

    private void OnRoomEvent(Ffi.FfiEvent ffiEvent)
    {
        if (_rooms.TryGetValue(ffiEvent.RoomEvent.RoomHandle, out var room))
            room.OnEvent(ffiEvent.RoomEvent);
        else
            DropAll(ffiEvent);
    }

    private void OnByteStream(Ffi.ByteStreamReaderEvent happened)
    {
        if (!_byteStreams.TryGetValue(happened.ReaderHandle, out var streams))
            return;
        if (happened.ChunkReceived is { } piece)
            streams.OnPiece(happened.ReaderHandle, piece.Content.Span);
        else if (happened.Eos is { } end)
            streams.OnEnd(happened.ReaderHandle, end.Error?.Description);
    }

    private void OnAnswer(Ffi.FfiEvent ffiEvent)
    {
        var id = FfiEventContents.AsyncId(ffiEvent);
        if (_pending.TryRemove(id, out var call))
            call.Complete(ffiEvent);
        else
            DropAll(ffiEvent);
    }

    /// <summary>Gives back the handles of an event that nobody wants.</summary>
    public void DropAll(Ffi.FfiEvent ffiEvent)
    {
        foreach (var handle in FfiEventContents.OwnedHandles(ffiEvent))
            _native.DropHandle(handle);
    }

    private void OnPanic(string message)
    {
        _logger.NativeLibraryFailed(FfiLog.Redact(message));
        foreach (var room in _rooms.Values)
            room.OnPanic();
        foreach (var id in _pending.Keys)
        {
            if (_pending.TryRemove(id, out var call))
                call.Fail(new InvalidOperationException("LiveKit's native library failed; its log says why. Its rooms have ended."));
        }
    }

    private InvalidOperationException Refused(string request)
    {
        _logger.NativeRequestRefused(request);
        return new InvalidOperationException($"LiveKit's native library refused the request {request}: what it is about is gone, or the library is of another version than {FfiLibraryLocator.Version}.");
    }
}
