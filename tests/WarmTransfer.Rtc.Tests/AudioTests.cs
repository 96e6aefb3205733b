namespace WarmTransfer.Rtc.Tests;

/// <summary>Frames in and out, on a library played by the test.</summary>
public sealed class AudioTests : IDisposable
{
    private const string Caller = "caller";

    private static readonly List<short[]> s_pinned = [];

    private readonly FakeLibrary _library = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task Frame_ReachesTheListenerAndItsBufferGoesBack()
    {
        await using var room = await JoinWithVoiceAsync();
        var heard = new FrameLog();
        using var hearing = room.ObserveAudio(Caller, heard.Add);

        var buffer = _library.RaiseFrame(await StreamAsync(room), Samples(7));

        Assert.Equal(7, await heard.NextAsync());
        await GoneAsync(buffer);
    }

    [Fact]
    public async Task Frame_AllListenersHearIt_UntilTheyStop()
    {
        await using var room = await JoinWithVoiceAsync();
        var first = new FrameLog();
        var second = new FrameLog();
        var stopping = room.ObserveAudio(Caller, first.Add);
        using var hearing = room.ObserveAudio(Caller, second.Add);
        var stream = await StreamAsync(room);
        _library.RaiseFrame(stream, Samples(1));
        Assert.Equal((1, 1), (await first.NextAsync(), await second.NextAsync()));

        stopping.Dispose();
        stopping.Dispose();
        _library.RaiseFrame(stream, Samples(2));

        Assert.Equal(2, await second.NextAsync());
        Assert.True(first.IsEmpty);
    }

    [Fact]
    public async Task ObserveAudio_BeforeTheTrack_HearsItWhenItComes()
    {
        await using var room = await _library.JoinAsync();
        var heard = new FrameLog();
        using var hearing = room.ObserveAudio(Caller, heard.Add);

        _library.Raise(new Ffi.RoomEvent { ParticipantConnected = new() { Info = _library.Participant(Caller) } });
        _library.Raise(new Ffi.RoomEvent { TrackPublished = new() { ParticipantIdentity = Caller, Publication = _library.Publication("TR_1") } });
        Subscribe("TR_1");
        _library.RaiseFrame(await StreamAsync(room), Samples(3));

        Assert.Equal(3, await heard.NextAsync());
    }

    [Fact]
    public async Task LastListenerGone_TheStreamIsClosed()
    {
        await using var room = await JoinWithVoiceAsync();
        var hearing = room.ObserveAudio(Caller, static _ => { });
        var stream = await StreamAsync(room);

        hearing.Dispose();

        Assert.False(_library.Holds(stream));
        await GoneAsync(_library.RaiseFrame(stream, Samples(1)));
    }

    [Fact]
    public async Task Unsubscribed_TheStreamIsClosedAndAnotherTrackIsHeard()
    {
        await using var room = await JoinWithVoiceAsync();
        var heard = new FrameLog();
        using var hearing = room.ObserveAudio(Caller, heard.Add);
        var before = await StreamAsync(room);

        _library.Raise(new Ffi.RoomEvent { TrackUnsubscribed = new() { ParticipantIdentity = Caller, TrackSid = "TR_voice" } });
        _library.Raise(new Ffi.RoomEvent { TrackUnpublished = new() { ParticipantIdentity = Caller, PublicationSid = "TR_voice" } });
        _library.Raise(new Ffi.RoomEvent { TrackPublished = new() { ParticipantIdentity = Caller, Publication = _library.Publication("TR_2") } });
        Subscribe("TR_2");
        _library.RaiseFrame(await StreamAsync(room, number: 2), Samples(4));

        Assert.Equal(4, await heard.NextAsync());
        Assert.False(_library.Holds(before));
    }

    [Fact]
    public async Task Subscribed_AndUnsubscribed_AreTold()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);

        _library.Raise(new Ffi.RoomEvent { ParticipantConnected = new() { Info = _library.Participant(Caller) } });
        _library.Raise(new Ffi.RoomEvent { TrackPublished = new() { ParticipantIdentity = Caller, Publication = _library.Publication("TR_1") } });
        Subscribe("TR_unknown");
        Subscribe("TR_1");
        _library.Raise(new Ffi.RoomEvent { TrackUnsubscribed = new() { ParticipantIdentity = Caller, TrackSid = "TR_unknown" } });
        _library.Raise(new Ffi.RoomEvent { TrackUnsubscribed = new() { ParticipantIdentity = Caller, TrackSid = "TR_1" } });

        await events.NextAsync<RoomEvent.ParticipantJoined>();
        await events.NextAsync<RoomEvent.TrackPublished>();
        var subscribed = await events.NextAsync<RoomEvent.TrackSubscribed>();
        var unsubscribed = await events.NextAsync<RoomEvent.TrackUnsubscribed>();
        Assert.Equal((Caller, "TR_1"), (subscribed.Participant.Identity, subscribed.Track.Sid));
        Assert.Equal((Caller, "TR_1"), (unsubscribed.Participant.Identity, unsubscribed.Track.Sid));
    }

    [Fact]
    public async Task FrameOfAnotherRate_IsNotHeardAndItsBufferGoesBack()
    {
        await using var room = await JoinWithVoiceAsync();
        var heard = new FrameLog();
        using var hearing = room.ObserveAudio(Caller, heard.Add);
        var stream = await StreamAsync(room);

        var buffer = _library.RaiseFrame(stream, Samples(1), sampleRate: 16_000);
        _library.RaiseFrame(stream, Samples(2));

        Assert.Equal(2, await heard.NextAsync());
        Assert.False(_library.Holds(buffer));
    }

    [Fact]
    public async Task ListenerThatThrows_HurtsNobody()
    {
        await using var room = await JoinWithVoiceAsync();
        var heard = new FrameLog();
        using var failing = room.ObserveAudio(Caller, static _ => throw new InvalidOperationException("mine"));
        using var hearing = room.ObserveAudio(Caller, heard.Add);

        await GoneAsync(_library.RaiseFrame(await StreamAsync(room), Samples(5)));

        Assert.Equal(5, await heard.NextAsync());
    }

    [Fact]
    public async Task Frame_CostsNoManagedMemory()
    {
        await using var room = await JoinWithVoiceAsync();
        long heard = 0;
        using var hearing = room.ObserveAudio(Caller, samples => heard += samples.Length);
        var stream = await StreamAsync(room);
        var frame = FrameEvent(stream);
        for (var index = 0; index < 100; index++)
            _library.Client.OnAudio(frame);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var index = 0; index < 1000; index++)
            _library.Client.OnAudio(frame);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.Equal(1100 * AudioFormat.SamplesPerFrame, heard);
    }

    [Fact]
    public async Task TryWrite_OneRequestAtATime_EachFrameKeptUntilTheLibraryIsDone()
    {
        var held = new List<Ffi.CaptureAudioFrameRequest>();
        _library.Instead = asked => Hold(asked, held);
        await using var room = await _library.JoinAsync();
        var track = await room.PublishAudioAsync("voice", cancellationToken: Cancellation);

        Assert.True(track.TryWrite(Samples(1)));
        Assert.True(track.TryWrite(Samples(2)));
        Assert.Single(held);
        _library.CompleteCapture(held[0]);
        await Eventually.TrueAsync(() => held.Count == 2);
        _library.CompleteCapture(held[1]);

        Assert.Equal([.. Samples(1), .. Samples(2)], _library.Captured);
        Assert.Equal((48_000u, 1u, 480u), (held[0].Buffer.SampleRate, held[0].Buffer.NumChannels, held[0].Buffer.SamplesPerChannel));
    }

    [Fact]
    public async Task TryWrite_FramesWrittenAhead_AreSentInOrder()
    {
        await using var room = await _library.JoinAsync();
        var track = await room.PublishAudioAsync("voice", cancellationToken: Cancellation);

        for (short value = 1; value <= 12; value++)
            Assert.True(track.TryWrite(Samples(value)));

        await Eventually.TrueAsync(() => track.QueuedFrames == 0);
        Assert.Equal(Enumerable.Range(1, 12).SelectMany(value => Samples((short)value)), _library.Captured.Take(12 * AudioFormat.SamplesPerFrame));
    }

    [Fact]
    public async Task Muted_FramesAreThrownAwayAtThePaceOfSpeech()
    {
        await using var room = await _library.JoinAsync();
        var track = await room.PublishAudioAsync("voice", cancellationToken: Cancellation);
        track.Mute();

        var taken = Enumerable.Range(0, 100).Count(_ => track.TryWrite(Samples(1)));
        Assert.InRange(taken, 20, 40);
        await Eventually.TrueAsync(() => track.QueuedFrames == 0);
        Assert.Empty(_library.Captured);

        track.Unmute();
        track.TryWrite(Samples(2));
        await Eventually.TrueAsync(() => !_library.Captured.IsEmpty);
        Assert.Equal(2, _library.Captured.First());
    }

    [Fact]
    public async Task LibraryRefusesTheFrame_TheTrackGoesOnWithTheNext()
    {
        await using var room = await _library.JoinAsync();
        var track = await room.PublishAudioAsync("voice", cancellationToken: Cancellation);
        _library.Refuses = asked => asked.CaptureAudioFrame is not null;
        Assert.True(track.TryWrite(Samples(1)));
        _library.Refuses = null;

        Assert.True(track.TryWrite(Samples(2)));

        await Eventually.TrueAsync(() => _library.Captured.Contains((short)2));
        Assert.DoesNotContain((short)1, _library.Captured);
    }

    [Fact]
    public async Task MusicGivenBack_IsMutedAndUsedAgain()
    {
        await using var room = await _library.JoinAsync();
        var first = await room.PublishAudioAsync("hold_audio", TrackSource.Unknown, Cancellation);
        var sid = first.TrackSid;

        await first.DisposeAsync();
        Assert.Empty(room.LocalAudio);
        Assert.True(Assert.Single(_library.Requests, asked => asked.LocalTrackMute is not null).LocalTrackMute.Mute);
        var second = await room.PublishAudioAsync("hold_audio", TrackSource.Unknown, Cancellation);

        Assert.Equal(sid, second.TrackSid);
        Assert.Same(second, Assert.Single(room.LocalAudio));
        Assert.False(_library.Requests.Last(asked => asked.LocalTrackMute is not null).LocalTrackMute.Mute);
        Assert.Single(_library.Requests, asked => asked.PublishTrack is not null);
        Assert.DoesNotContain(_library.Requests, asked => asked.UnpublishTrack is not null);
    }

    [Fact]
    public async Task MusicGivenBack_ItsFormerUserHasNoHoldOnIt()
    {
        await using var room = await _library.JoinAsync();
        var first = await room.PublishAudioAsync("hold_audio", TrackSource.Unknown, Cancellation);
        await first.DisposeAsync();
        var second = await room.PublishAudioAsync("hold_audio", TrackSource.Unknown, Cancellation);

        Assert.False(first.TryWrite(Samples(1)));
        first.Mute();
        await first.DisposeAsync();
        Assert.True(second.TryWrite(Samples(2)));
        Assert.True(second.TryWrite(Samples(3)));
        Assert.Equal(0, first.Clear());
        Assert.Equal(0, first.QueuedFrames);

        Assert.Same(second, Assert.Single(room.LocalAudio));
        await Eventually.TrueAsync(() => second.QueuedFrames == 0);
        Assert.Equal([.. Samples(2), .. Samples(3)], _library.Captured.Take(2 * AudioFormat.SamplesPerFrame));
    }

    [Fact]
    public async Task TwoAtOnceOfOneName_OneRestsAndOneIsUnpublished()
    {
        await using var room = await _library.JoinAsync();
        var first = await room.PublishAudioAsync("hold_audio", TrackSource.Unknown, Cancellation);
        var second = await room.PublishAudioAsync("hold_audio", TrackSource.Unknown, Cancellation);
        Assert.NotEqual(first.TrackSid, second.TrackSid);

        await first.DisposeAsync();
        await second.DisposeAsync();

        Assert.Equal(second.TrackSid, Assert.Single(_library.Requests, asked => asked.UnpublishTrack is not null).UnpublishTrack.TrackSid);
    }

    [Fact]
    public async Task NamesThatDoNotComeAgain_DoNotFillTheRoom()
    {
        await using var room = await _library.JoinAsync();
        for (var index = 0; index < 10; index++)
            await (await room.PublishAudioAsync($"music-{index}", TrackSource.Unknown, Cancellation)).DisposeAsync();

        Assert.Equal(6, _library.Requests.Count(asked => asked.UnpublishTrack is not null));
    }

    [Fact]
    public async Task MusicThatRests_LeavesNoHandleWhenTheRoomIsLeft()
    {
        var before = _library.LiveHandles;
        await using (var room = await _library.JoinAsync())
            await (await room.PublishAudioAsync("hold_audio", TrackSource.Unknown, Cancellation)).DisposeAsync();

        Assert.Equal(before, _library.LiveHandles);
        Assert.Equal(0, _library.Client.OpenHandles);
    }

    [Fact]
    public async Task TryWrite_QueueFull_DropsAndSaysSo()
    {
        var held = new List<Ffi.CaptureAudioFrameRequest>();
        _library.Instead = asked => Hold(asked, held);
        await using var room = await _library.JoinAsync();
        var track = await room.PublishAudioAsync("voice", cancellationToken: Cancellation);

        var taken = Enumerable.Range(0, 100).Count(_ => track.TryWrite(Samples(1)));

        // The port's 200 ms.
        Assert.Equal(20, taken);
        Assert.InRange(track.QueuedFrames, 1, 20);
    }

    [Fact]
    public async Task Clear_DropsWhatWaits()
    {
        var held = new List<Ffi.CaptureAudioFrameRequest>();
        _library.Instead = asked => Hold(asked, held);
        await using var room = await _library.JoinAsync();
        var track = await room.PublishAudioAsync("voice", cancellationToken: Cancellation);
        for (short value = 1; value <= 5; value++)
            track.TryWrite(Samples(value));

        Assert.Equal(4, track.Clear());
        track.TryWrite(Samples(9));
        _library.CompleteCapture(held[0]);
        await Eventually.TrueAsync(() => held.Count == 2);
        _library.CompleteCapture(held[1]);

        Assert.Equal([.. Samples(1), .. Samples(9)], _library.Captured);
    }

    [Fact]
    public async Task TryWrite_AfterDispose_IsRefused()
    {
        await using var room = await _library.JoinAsync();
        var track = await room.PublishAudioAsync("voice", cancellationToken: Cancellation);

        await track.DisposeAsync();
        await track.DisposeAsync();

        Assert.False(track.TryWrite(Samples(1)));
        track.Clear();
        Assert.Single(_library.Requests, asked => asked.UnpublishTrack is not null);
    }

    [Fact]
    public async Task TryWrite_NotOneFrame_Throws()
    {
        await using var room = await _library.JoinAsync();
        await using var track = await room.PublishAudioAsync("voice", cancellationToken: Cancellation);

        Assert.Contains("480", Assert.Throws<ArgumentException>(() => track.TryWrite(new short[100])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublishAsync_ServerRefuses_LeavesNothingBehind()
    {
        _library.Instead = asked =>
        {
            if (asked.PublishTrack is not { } publish)
                return false;
            _library.Raise(new Ffi.FfiEvent { PublishTrack = new() { AsyncId = publish.RequestAsyncId, Error = "publish rejected" } });
            return true;
        };
        await using var room = await _library.JoinAsync();
        var before = _library.LiveHandles;

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => room.PublishAudioAsync("voice", cancellationToken: Cancellation));

        Assert.Contains("publish rejected", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _library.LiveHandles);
    }

    [Fact]
    public async Task PublishAsync_CancelledAndThenPublished_IsUnpublished()
    {
        ulong asyncId = 0;
        _library.Instead = asked => asked.PublishTrack is { } publish && (asyncId = publish.RequestAsyncId) != 0;
        await using var room = await _library.JoinAsync();
        var before = _library.LiveHandles;
        using var cancellation = new CancellationTokenSource();
        var publishing = room.PublishAudioAsync("voice", cancellationToken: cancellation.Token);

        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing);
        _library.Raise(new Ffi.FfiEvent { PublishTrack = new() { AsyncId = asyncId, Publication = _library.Publication("TR_late") } });

        await Eventually.TrueAsync(() => _library.Requests.Any(asked => asked.UnpublishTrack?.TrackSid == "TR_late") && _library.LiveHandles == before);
    }

    [Fact]
    public async Task Republished_TheTrackHasItsNewId()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);
        await using var track = await room.PublishAudioAsync("voice", cancellationToken: Cancellation);

        _library.Raise(new Ffi.RoomEvent
        {
            LocalTrackRepublished = new() { PublicationHandle = _library.NewHandle().Id, PreviousSid = track.TrackSid, Info = new() { Sid = "TR_again" } },
        });
        _library.Raise(new Ffi.RoomEvent { Reconnected = new() });
        await events.FindAsync<RoomEvent.Reconnected>();

        Assert.Equal("TR_again", track.TrackSid);
    }

    private static bool Hold(Ffi.FfiRequest asked, List<Ffi.CaptureAudioFrameRequest> held)
    {
        if (asked.CaptureAudioFrame is not { } capture)
            return false;
        held.Add(capture);
        return true;
    }

    private static short[] Samples(short value)
    {
        var samples = new short[AudioFormat.SamplesPerFrame];
        Array.Fill(samples, value);
        return samples;
    }

    private static unsafe byte[] FrameEvent(ulong stream)
    {
        var samples = GC.AllocateArray<short>(AudioFormat.SamplesPerFrame, pinned: true);
        s_pinned.Add(samples);
        fixed (short* data = samples)
        {
            return Google.Protobuf.MessageExtensions.ToByteArray(new Ffi.FfiEvent
            {
                AudioStreamEvent = new()
                {
                    StreamHandle = stream,
                    FrameReceived = new()
                    {
                        Frame = new()
                        {
                            Handle = new() { Id = ulong.MaxValue },
                            Info = new() { DataPtr = (ulong)data, NumChannels = 1, SampleRate = AudioFormat.SampleRate, SamplesPerChannel = AudioFormat.SamplesPerFrame },
                        },
                    },
                },
            });
        }
    }

    private Task GoneAsync(ulong handle) => Eventually.TrueAsync(() => !_library.Holds(handle));

    private void Subscribe(string track) =>
        _library.Raise(new Ffi.RoomEvent { TrackSubscribed = new() { ParticipantIdentity = Caller, Track = new() { Handle = _library.NewHandle(), Info = new() { Sid = track } } } });

    private async Task<RtcRoom> JoinWithVoiceAsync()
    {
        var present = new Ffi.ConnectCallback.Types.ParticipantWithTracks { Participant = _library.Participant(Caller) };
        present.Publications.Add(_library.Publication("TR_voice"));
        _library.Present.Add(present);
        var room = await _library.JoinAsync();
        Subscribe("TR_voice");
        return room;
    }

    /// <summary>The handle of the stream opened last, once so many were.</summary>
    private async Task<ulong> StreamAsync(RtcRoom room, int number = 1)
    {
        await Eventually.TrueAsync(() => _library.Streams.Count == number);
        // Whoever opened it holds the room's lock until its frames are taken, too.
        _ = room.IsConnected;
        return _library.Streams[^1];
    }
}
