using Google.Protobuf;

namespace WarmTransfer.Benchmarks.Rtc;

/// <summary>Frames on their way through the relay, without the library: its events are made here, and its answers are at once.</summary>
internal sealed class RelayedFrames : INativeFfi, IDisposable
{
    private const ulong Stream = 7;

    private readonly byte[] _response = [];
    private readonly short[] _samples = GC.AllocateArray<short>(AudioFormat.SamplesPerFrame, pinned: true);
    private readonly FfiEvents _events = new();
    private readonly FfiClient _client;
    private readonly RtcAudioTrack _track;
    private readonly AudioRelay _relay;
    private readonly byte[] _frame;
    private readonly JumpingClock _clock = new();
    private byte[] _captured = [];

    public RelayedFrames()
    {
        _client = new FfiClient(this, _events, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        _track = RtcAudioTrack.Create(_client, "relay", _clock);
        _relay = new AudioRelay(new RtcAudioPublication(tracks: null!, _track), Listen, _clock);
        _frame = FrameEvent();
    }

    /// <summary>Relays frames, each from the library's event to the library's answer.</summary>
    public void Relay(int frames)
    {
        for (var frame = 0; frame < frames; frame++)
        {
            _clock.Advance();
            _client.OnAudio(_frame);
            _client.OnCaptured(_captured);
        }
    }

    public ulong Request(ReadOnlySpan<byte> request, out ReadOnlySpan<byte> response)
    {
        response = _response;
        if (_captured.Length > 0)
            return 1;

        // The first requests make the source and its track; the first frame tells under which id frames are answered.
        Ffi.FfiRequest asked = Ffi.FfiRequest.Parser.ParseFrom(request);
        response = asked.MessageCase switch
        {
            Ffi.FfiRequest.MessageOneofCase.NewAudioSource => new Ffi.FfiResponse { NewAudioSource = new() { Source = new() { Handle = new() { Id = 2 } } } }.ToByteArray(),
            Ffi.FfiRequest.MessageOneofCase.CreateAudioTrack => new Ffi.FfiResponse { CreateAudioTrack = new() { Track = new() { Handle = new() { Id = 3 } } } }.ToByteArray(),
            _ => _response,
        };
        if (asked.CaptureAudioFrame is { } capture)
            _captured = new Ffi.FfiEvent { CaptureAudioFrame = new() { AsyncId = capture.RequestAsyncId } }.ToByteArray();
        return 1;
    }

    public bool DropHandle(ulong handle) => true;

    public void Dispose()
    {
        if (_relay.Statistics is not { Dropped: 0, Late: 0 })
            throw new InvalidOperationException($"Not every frame was relayed, so what was measured is something else: {_relay.Statistics}.");
        _track.Close();
        _track.DropHandles();
        _events.Dispose();
    }

    private IDisposable Listen(AudioFrameHandler handler)
    {
        var listeners = new AudioFanOut(exception => throw exception);
        listeners.Add(handler);
        _client.Register(Stream, listeners);
        return this;
    }

    private unsafe byte[] FrameEvent()
    {
        fixed (short* data = _samples)
        {
            return new Ffi.FfiEvent
            {
                AudioStreamEvent = new()
                {
                    StreamHandle = Stream,
                    FrameReceived = new()
                    {
                        Frame = new()
                        {
                            Handle = new() { Id = 9 },
                            Info = new() { DataPtr = (ulong)data, NumChannels = AudioFormat.Channels, SampleRate = AudioFormat.SampleRate, SamplesPerChannel = AudioFormat.SamplesPerFrame },
                        },
                    },
                },
            }.ToByteArray();
        }
    }

    /// <summary>Ten milliseconds a frame, however fast they come.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        private long _now;

        public override long GetTimestamp() => _now;

        public void Advance() => _now += TimestampFrequency / 100;
    }
}
