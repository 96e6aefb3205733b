using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace WarmTransfer.Rtc.Tests;

/// <summary>Plays the native library: answers requests as it does, raises events on demand, and keeps count of its handles.</summary>
internal sealed class FakeLibrary : INativeFfi, IDisposable
{
    public const string RoomName = "support-1";
    public const string LocalIdentity = "agent";

    private readonly ConcurrentDictionary<ulong, nint> _handles = [];
    private readonly FfiEvents _events = new();
    private long _lastHandle;

    public FakeLibrary(LogLevel leastLogged = LogLevel.Trace)
    {
        Log = new LogRecorder(leastLogged);
        Logger = Log.CreateLogger<RtcRoomConnector>();
        Client = new FfiClient(this, _events, Logger);
    }

    public FfiClient Client { get; }

    public LogRecorder Log { get; }

    public ILogger<RtcRoomConnector> Logger { get; }

    /// <summary>Gets the requests made, in order.</summary>
    public ConcurrentQueue<Ffi.FfiRequest> Requests { get; } = [];

    /// <summary>Gets who is in the room already when it is joined.</summary>
    public List<Ffi.ConnectCallback.Types.ParticipantWithTracks> Present { get; } = [];

    /// <summary>Gets the audio streams opened, in order.</summary>
    public List<ulong> Streams { get; } = [];

    /// <summary>Gets or sets what the local participant may do.</summary>
    public Ffi.ParticipantPermission? Permission { get; set; }

    /// <summary>Gets or sets what to do with a request instead of what the library does; true when it was done.</summary>
    public Func<Ffi.FfiRequest, bool>? Instead { get; set; }

    /// <summary>Gets or sets which requests are refused, as those about something gone are.</summary>
    public Func<Ffi.FfiRequest, bool>? Refuses { get; set; }

    /// <summary>Gets the samples of every frame sent.</summary>
    public ConcurrentQueue<short> Captured { get; } = [];

    /// <summary>Gets the handle of the room joined last.</summary>
    public ulong Room { get; private set; }

    /// <summary>Gets how many handles the library holds for us.</summary>
    public int LiveHandles => _handles.Count;

    public RtcRoomConnector Connector(RtcOptions? options = null, TimeProvider? time = null) => new(options ?? new RtcOptions(), Logger, time ?? TimeProvider.System, () => Client);

    public async Task<RtcRoom> JoinAsync() => (RtcRoom)await Connector().ConnectAsync(new Uri("ws://localhost:7880"), "token", TestContext.Current.CancellationToken);

    public Ffi.FfiOwnedHandle NewHandle() => new() { Id = Store(0) };

    public bool Holds(ulong handle) => _handles.ContainsKey(handle);

    public unsafe ulong Request(ReadOnlySpan<byte> request, out ReadOnlySpan<byte> response)
    {
        var asked = Ffi.FfiRequest.Parser.ParseFrom(request);
        Requests.Enqueue(asked);
        if (Refuses?.Invoke(asked) == true)
        {
            response = default;
            return 0;
        }

        if (Instead?.Invoke(asked) != true)
            Answer(asked);
        var bytes = Respond(asked).ToByteArray();
        var memory = (nint)NativeMemory.Alloc((nuint)Math.Max(1, bytes.Length));
        bytes.CopyTo(new Span<byte>((void*)memory, bytes.Length));
        response = new ReadOnlySpan<byte>((void*)memory, bytes.Length);
        return Store(memory);
    }

    public unsafe bool DropHandle(ulong handle)
    {
        if (!_handles.TryRemove(handle, out var memory))
            return false;
        NativeMemory.Free((void*)memory);
        return true;
    }

    public void Raise(Ffi.FfiEvent ffiEvent) => RaiseBytes(ffiEvent.ToByteArray());

    public void RaiseBytes(ReadOnlySpan<byte> bytes) => _events.Add(bytes);

    public void Raise(Ffi.RoomEvent roomEvent)
    {
        roomEvent.RoomHandle = Room;
        Raise(new Ffi.FfiEvent { RoomEvent = roomEvent });
    }

    /// <summary>Raises a frame on a stream; the samples live in the library's memory, under a handle.</summary>
    /// <returns>The handle.</returns>
    public unsafe ulong RaiseFrame(ulong stream, ReadOnlySpan<short> samples, uint sampleRate = AudioFormat.SampleRate)
    {
        var memory = (nint)NativeMemory.Alloc((nuint)samples.Length, sizeof(short));
        samples.CopyTo(new Span<short>((void*)memory, samples.Length));
        var handle = Store(memory);
        Raise(new Ffi.FfiEvent
        {
            AudioStreamEvent = new Ffi.AudioStreamEvent
            {
                StreamHandle = stream,
                FrameReceived = new Ffi.AudioFrameReceived
                {
                    Frame = new Ffi.OwnedAudioFrameBuffer
                    {
                        Handle = new Ffi.FfiOwnedHandle { Id = handle },
                        Info = new Ffi.AudioFrameBufferInfo { DataPtr = (ulong)memory, NumChannels = 1, SampleRate = sampleRate, SamplesPerChannel = (uint)samples.Length },
                    },
                },
            },
        });
        return handle;
    }

    /// <summary>Says that a frame sent has been taken over.</summary>
    public unsafe void CompleteCapture(Ffi.CaptureAudioFrameRequest capture, string? error = null)
    {
        var samples = new ReadOnlySpan<short>((short*)capture.Buffer.DataPtr, (int)capture.Buffer.SamplesPerChannel);
        foreach (var sample in samples)
            Captured.Enqueue(sample);
        var done = new Ffi.DoneCallback { AsyncId = capture.RequestAsyncId };
        if (error is not null)
            done.Error = error;
        Raise(new Ffi.FfiEvent { CaptureAudioFrame = done });
    }

    public Ffi.OwnedParticipant Participant(string identity, int kind = 0, params (string Key, string Value)[] attributes)
    {
        var info = new Ffi.ParticipantInfo { Sid = "PA_" + identity, Identity = identity, Name = identity, State = 2, Kind = kind, JoinedAt = 1_700_000_000_000, Metadata = "" };
        foreach (var (key, value) in attributes)
            info.Attributes[key] = value;
        return new Ffi.OwnedParticipant { Handle = NewHandle(), Info = info };
    }

    public Ffi.OwnedTrackPublication Publication(string sid, Ffi.TrackKind kind = Ffi.TrackKind.KindAudio, Ffi.TrackSource source = Ffi.TrackSource.SourceMicrophone) => new()
    {
        Handle = NewHandle(),
        Info = new Ffi.TrackPublicationInfo { Sid = sid, Name = sid, Kind = kind, Source = source },
    };

    public void Dispose()
    {
        _events.Dispose();
        foreach (var handle in _handles.Keys)
            DropHandle(handle);
    }

    private ulong Store(nint memory)
    {
        var handle = (ulong)Interlocked.Increment(ref _lastHandle);
        _handles[handle] = memory;
        return handle;
    }

    private Ffi.FfiOwnedHandle NewStream()
    {
        var handle = NewHandle();
        Streams.Add(handle.Id);
        return handle;
    }

    private Ffi.FfiResponse Respond(Ffi.FfiRequest asked) => asked.MessageCase switch
    {
        Ffi.FfiRequest.MessageOneofCase.NewAudioSource => new() { NewAudioSource = new() { Source = new() { Handle = NewHandle() } } },
        Ffi.FfiRequest.MessageOneofCase.CreateAudioTrack => new() { CreateAudioTrack = new() { Track = new() { Handle = NewHandle(), Info = new() { Sid = "" } } } },
        Ffi.FfiRequest.MessageOneofCase.NewAudioStream => new() { NewAudioStream = new() { Stream = new() { Handle = NewStream() } } },
        Ffi.FfiRequest.MessageOneofCase.LocalTrackMute => new() { LocalTrackMute = new() { Muted = asked.LocalTrackMute.Mute } },
        _ => new(),
    };

    private void Answer(Ffi.FfiRequest asked)
    {
        switch (asked.MessageCase)
        {
            case Ffi.FfiRequest.MessageOneofCase.Connect:
                Raise(new Ffi.FfiEvent { Connect = Joined(asked.Connect.RequestAsyncId) });
                break;
            case Ffi.FfiRequest.MessageOneofCase.Disconnect:
                Raise(new Ffi.FfiEvent { Disconnect = Done(asked.Disconnect.RequestAsyncId) });
                break;
            case Ffi.FfiRequest.MessageOneofCase.PublishTrack:
                var publication = Publication("TR_own" + asked.PublishTrack.TrackHandle, source: asked.PublishTrack.Options.Source);
                Raise(new Ffi.FfiEvent { PublishTrack = new() { AsyncId = asked.PublishTrack.RequestAsyncId, Publication = publication } });
                break;
            case Ffi.FfiRequest.MessageOneofCase.UnpublishTrack:
                Raise(new Ffi.FfiEvent { UnpublishTrack = Done(asked.UnpublishTrack.RequestAsyncId) });
                break;
            case Ffi.FfiRequest.MessageOneofCase.CaptureAudioFrame:
                CompleteCapture(asked.CaptureAudioFrame);
                break;
            case Ffi.FfiRequest.MessageOneofCase.PublishSipDtmf:
                Raise(new Ffi.FfiEvent { PublishSipDtmf = Done(asked.PublishSipDtmf.RequestAsyncId) });
                break;
            case Ffi.FfiRequest.MessageOneofCase.SetLocalAttributes:
                Raise(new Ffi.FfiEvent { SetLocalAttributes = Done(asked.SetLocalAttributes.RequestAsyncId) });
                break;
            case Ffi.FfiRequest.MessageOneofCase.ByteReadIncremental:
                DropHandle(asked.ByteReadIncremental.ReaderHandle);
                break;
            case Ffi.FfiRequest.MessageOneofCase.ByteStreamOpen:
                Raise(new Ffi.FfiEvent { ByteStreamOpen = new() { AsyncId = asked.ByteStreamOpen.RequestAsyncId, Writer = new() { Handle = NewHandle(), Info = new() { StreamId = "ST_1" } } } });
                break;
            case Ffi.FfiRequest.MessageOneofCase.ByteStreamWrite:
                Raise(new Ffi.FfiEvent { ByteStreamWriterWrite = new() { AsyncId = asked.ByteStreamWrite.RequestAsyncId } });
                break;
            case Ffi.FfiRequest.MessageOneofCase.ByteStreamClose:
                DropHandle(asked.ByteStreamClose.WriterHandle);
                Raise(new Ffi.FfiEvent { ByteStreamWriterClose = new() { AsyncId = asked.ByteStreamClose.RequestAsyncId } });
                break;
            case Ffi.FfiRequest.MessageOneofCase.TextReadAll:
                DropHandle(asked.TextReadAll.ReaderHandle);
                Raise(new Ffi.FfiEvent { TextStreamReaderReadAll = new() { AsyncId = asked.TextReadAll.RequestAsyncId, Content = "hello" } });
                break;
            case Ffi.FfiRequest.MessageOneofCase.TextStreamOpen:
                Raise(new Ffi.FfiEvent { TextStreamOpen = new() { AsyncId = asked.TextStreamOpen.RequestAsyncId, Writer = new() { Handle = NewHandle(), Info = new() { StreamId = "ST_1" } } } });
                break;
            case Ffi.FfiRequest.MessageOneofCase.TextStreamWrite:
                Raise(new Ffi.FfiEvent { TextStreamWriterWrite = new() { AsyncId = asked.TextStreamWrite.RequestAsyncId } });
                break;
            case Ffi.FfiRequest.MessageOneofCase.TextStreamClose:
                DropHandle(asked.TextStreamClose.WriterHandle);
                Raise(new Ffi.FfiEvent { TextStreamWriterClose = new() { AsyncId = asked.TextStreamClose.RequestAsyncId } });
                break;
        }
    }

    /// <summary>The answer to a join.</summary>
    public Ffi.ConnectCallback Joined(ulong asyncId)
    {
        var room = NewHandle();
        Room = room.Id;
        var local = Participant(LocalIdentity, kind: 4);
        local.Info.Permission = Permission;
        var result = new Ffi.ConnectCallback.Types.Result
        {
            Room = new() { Handle = room, Info = new() { Sid = "RM_1", Name = RoomName } },
            LocalParticipant = local,
        };
        result.Participants.Add(Present);
        return new Ffi.ConnectCallback { AsyncId = asyncId, Result = result };
    }

    private static Ffi.DoneCallback Done(ulong asyncId) => new() { AsyncId = asyncId };
}
