using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace WarmTransfer.Rtc.Tests;

/// <summary>The binding itself: what comes from the library is read with care, and where the library is looked for.</summary>
public sealed class BindingTests : IDisposable
{
    private readonly FakeLibrary _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task MalformedEvents_AreLoggedAndTheNextIsHandled()
    {
        var random = new Random(7);
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);

        for (var round = 0; round < 2000; round++)
        {
            var bytes = new byte[random.Next(0, 80)];
            random.NextBytes(bytes);
            // Half of them begin as an event of audio does, and those of rooms are well met too.
            if (bytes.Length > 0)
                bytes[0] = (round % 4) switch { 0 => 0x22, 1 => 0x6A, 2 => 0x0A, _ => bytes[0] };
            // A panic would rightly end the room.
            if (bytes is not [0xA2, 0x01, ..])
                _library.RaiseBytes(bytes);
        }

        _library.Raise(new Ffi.RoomEvent { Reconnecting = new() });
        await events.FindAsync<RoomEvent.Reconnecting>();
        Assert.True(_library.Log.Has(LogLevel.Warning, "could not be read"));
    }

    [Fact]
    public async Task EventWithoutItsHandle_IsLoggedAndTheNextIsHandled()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);

        _library.Raise(new Ffi.RoomEvent { ParticipantConnected = new() });
        _library.Raise(new Ffi.RoomEvent { ParticipantConnected = new() { Info = new() { Info = new() { Identity = "x" } } } });
        _library.Raise(new Ffi.RoomEvent { TrackSubscribed = new() { ParticipantIdentity = "x" } });
        _library.Raise(new Ffi.RoomEvent { TextStreamOpened = new() { ParticipantIdentity = "x" } });
        _library.Raise(new Ffi.RoomEvent { Reconnected = new() });

        await events.NextAsync<RoomEvent.Reconnected>();
        Assert.Empty(room.RemoteParticipants);
        Assert.Contains(_library.Log.Records, record => record.Level is LogLevel.Error);
    }

    [Fact]
    public void AudioEvents_AreReadAsTheGeneratedMessagesReadThem()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var (stream, handle, data) = (Any(random), Any(random), Any(random));
            var frame = new Ffi.FfiEvent
            {
                AudioStreamEvent = new()
                {
                    StreamHandle = stream,
                    FrameReceived = new() { Frame = new() { Handle = new() { Id = handle }, Info = new() { DataPtr = data, NumChannels = 2, SampleRate = 44_100, SamplesPerChannel = 441 } } },
                },
            };

            Assert.True(FfiAudioEvents.IsAudio(frame.ToByteArray()));
            Assert.True(FfiAudioEvents.TryRead(frame.ToByteArray(), out var read));
            Assert.Equal((FfiAudioEventKind.Frame, stream, handle, data, 441, 2, 44_100), (read.Kind, read.Id, read.BufferHandle, read.Data, read.Samples, read.Channels, read.SampleRate));
        }
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("failed to capture frame", true)]
    public void CaptureEvents_AreReadAsTheGeneratedMessagesReadThem(string? error, bool failed)
    {
        var done = new Ffi.DoneCallback { AsyncId = 300 };
        if (error is not null)
            done.Error = error;

        Assert.True(FfiAudioEvents.TryRead(new Ffi.FfiEvent { CaptureAudioFrame = done }.ToByteArray(), out var read));

        Assert.Equal((FfiAudioEventKind.Captured, 300UL, failed), (read.Kind, read.Id, read.HasError));
    }

    [Fact]
    public void AudioEvent_WithFieldsOfALaterLibrary_IsReadAllTheSame()
    {
        var known = new Ffi.FfiEvent { AudioStreamEvent = new() { StreamHandle = 5, Eos = new() } }.ToByteArray();
        // Field 15: a varint, a fixed64, a text and a fixed32, behind what is known.
        byte[] later = [0x78, 0x07, 0x79, 1, 2, 3, 4, 5, 6, 7, 8, 0x7A, 2, 0x61, 0x62, 0x7D, 1, 2, 3, 4];
        byte[] bytes = [known[0], (byte)(known[1] + later.Length), .. known[2..], .. later];

        Assert.True(FfiAudioEvents.TryRead(bytes, out var read));

        Assert.Equal((FfiAudioEventKind.EndOfStream, 5UL), (read.Kind, read.Id));
    }

    [Fact]
    public void AudioEvent_CutShortAnywhere_IsRefused()
    {
        var whole = new Ffi.FfiEvent
        {
            AudioStreamEvent = new() { StreamHandle = 900, FrameReceived = new() { Frame = new() { Handle = new() { Id = 901 }, Info = new() { DataPtr = 1 << 30, NumChannels = 1 } } } },
        }.ToByteArray();

        for (var length = 0; length < whole.Length; length++)
            Assert.False(FfiAudioEvents.TryRead(whole.AsSpan(0, length), out _), $"{length} of {whole.Length} bytes were taken for an event.");
    }

    [Fact]
    public void CaptureRequest_IsWrittenAsTheGeneratedMessagesWriteIt()
    {
        var random = new Random(5);
        Span<byte> written = stackalloc byte[FfiCaptureRequest.LargestSize];
        for (var round = 0; round < 200; round++)
        {
            var (source, data, id) = (Any(random), Any(random), Any(random));
            var length = FfiCaptureRequest.Write(written, source, data, AudioFormat.SamplesPerFrame, id);

            Assert.Equal(
                new Ffi.FfiRequest
                {
                    CaptureAudioFrame = new()
                    {
                        SourceHandle = source,
                        Buffer = new() { DataPtr = data, NumChannels = 1, SampleRate = AudioFormat.SampleRate, SamplesPerChannel = AudioFormat.SamplesPerFrame },
                        RequestAsyncId = id,
                    },
                },
                Ffi.FfiRequest.Parser.ParseFrom(written[..length]));
        }
    }

    [Fact]
    public void Logs_TokensAndBodiesAreNotShown_AndAllIsForDebug()
    {
        var batch = new Ffi.LogBatch();
        batch.Records.Add(new Ffi.LogRecord { Level = Ffi.LogLevel.LogError, Target = "livekit", Message = "refused eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJBUEkxIn0.c2ln, body: Some([101, 121, 74])" });

        _library.Logger.ForwardNativeLog(batch);

        Assert.Equal(["Debug: livekit: refused (token), body: (not shown)"], _library.Log.Lines);
    }

    [Theory]
    [InlineData(LogLevel.Debug, true)]
    [InlineData(LogLevel.Information, false)]
    public async Task Logs_NobodyReads_AreNotEvenParsed(LogLevel least, bool parsed)
    {
        using var library = new FakeLibrary(least);
        await using var room = await library.JoinAsync();
        var events = new RoomEventLog(room);
        var logs = new Ffi.FfiEvent { Logs = new() { Records = { new Ffi.LogRecord { Message = "said" } } } }.ToByteArray();
        Assert.True(FfiEventContents.IsLogs(logs));

        library.RaiseBytes([.. logs[..2], 0xFF]);
        library.Raise(new Ffi.RoomEvent { Reconnecting = new() });
        await events.FindAsync<RoomEvent.Reconnecting>();

        Assert.Equal(parsed, library.Log.Text.Contains("could not be read", StringComparison.Ordinal));
    }

    [Fact]
    public void Locator_LooksBesideTheApplicationThenInRuntimesThenWhereTold()
    {
        var candidates = new FfiLibraryLocator("/app", "/opt/livekit_ffi.so").Candidates;

        Assert.Equal(Path.Combine("/app", FfiLibraryLocator.FileName), candidates[0]);
        Assert.All(candidates.Skip(1).SkipLast(1), file => Assert.StartsWith(Path.Combine("/app", "runtimes"), file, StringComparison.Ordinal));
        Assert.Equal("/opt/livekit_ffi.so", candidates[^1]);
    }

    [Fact]
    public void Locator_ToldAFolder_LooksForTheFileInIt() =>
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, FfiLibraryLocator.FileName), new FfiLibraryLocator("/app", AppContext.BaseDirectory).Candidates[^1]);

    [Fact]
    public void Load_Nowhere_OneErrorNamesThePlacesTheVariableAndTheVersion()
    {
        using var events = new FfiEvents();
        var locator = new FfiLibraryLocator("/nowhere/app", "/nowhere/liblivekit_ffi.so");

        var error = Assert.Throws<DllNotFoundException>(() => FfiLibrary.Load(locator, events));

        Assert.Contains("0.12.60", error.Message, StringComparison.Ordinal);
        Assert.Contains("LIVEKIT_FFI_PATH", error.Message, StringComparison.Ordinal);
        Assert.Contains("Livekit.Rtc.Dotnet 0.1.3", error.Message, StringComparison.Ordinal);
        Assert.All(locator.Candidates, file => Assert.Contains(file, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_NotALibrary_SaysSo()
    {
        using var events = new FfiEvents();
        var error = Assert.Throws<DllNotFoundException>(() => FfiLibrary.Load(new FfiLibraryLocator("/nowhere", typeof(BindingTests).Assembly.Location), events));

        Assert.Contains(typeof(BindingTests).Assembly.Location, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 3000, "ConnectTimeout")]
    [InlineData(61_000, 3000, "ConnectTimeout")]
    [InlineData(10_000, 0, "DisconnectTimeout")]
    public void Options_OutOfRange_AreRefused(int connect, int disconnect, string named)
    {
        var options = new RtcOptions { ConnectTimeout = TimeSpan.FromMilliseconds(connect), DisconnectTimeout = TimeSpan.FromMilliseconds(disconnect) };

        Assert.Contains(named, Assert.Throws<ArgumentException>(() => new RtcRoomConnector(options)).Message, StringComparison.Ordinal);
    }

    private static ulong Any(Random random) => (ulong)random.NextInt64(1, long.MaxValue) >> random.Next(0, 60) | 1;
}
