using System.Runtime.CompilerServices;

namespace WarmTransfer;

/// <summary>An audio track of ours. The native library keeps the pace; what is written ahead of it waits here.</summary>
/// <remarks>
/// The library plays 10 ms of its queue every 10 ms, and silence when it has nothing. So frames are handed over at once,
/// and what is queued there is told by the clock. Only one request can be under way, and while it is, frames wait here;
/// their memory is not touched until the library is done with it.
/// </remarks>
internal sealed class RtcAudioPublication : IAudioPublication, IFfiAudioSource
{
    // The library takes twice as much, and answers late from here on.
    private const int NativeQueueMilliseconds = 100;

    // 200 ms: what IAudioPublication promises.
    private const int QueueLength = 20;

    // More at once could not be taken back by Clear.
    private const int FramesPerRequest = 4;

    private readonly FfiClient _client;
    private readonly RtcRoom _room;
    private readonly FfiHandle _source;
    private readonly FfiHandle _track;
    private readonly ulong _captureId;
    private readonly TimeProvider _time;
    private readonly long _frame;
    private readonly Lock _gate = new();

    // Pinned: the library reads it while the collector may run.
    private readonly short[] _samples = GC.AllocateUninitializedArray<short>(QueueLength * AudioFormat.SamplesPerFrame, pinned: true);
    private FfiHandle? _publication;
    private TrackInfo _info;
    private int _head;
    private int _count;
    private int _sending;
    private long _playedUntil;
    private bool _isGone;
    private bool _isMuted;
    private long _failed;

    private RtcAudioPublication(FfiClient client, RtcRoom room, string name, TimeProvider time, FfiHandle source, FfiHandle track)
    {
        _time = time;
        _frame = time.TimestampFrequency / 100;
        _client = client;
        _room = room;
        _source = source;
        _track = track;
        _info = new TrackInfo("", name, TrackKind.Audio, TrackSource.Unknown);
        _captureId = client.Register(this);
    }

    public string Name => _info.Name;

    public TrackSource Source => _info.Source;

    public string TrackSid
    {
        get
        {
            lock (_gate)
                return _info.Sid;
        }
    }

    /// <summary>Gets whether the track is unpublished, or about to be.</summary>
    public bool IsGone
    {
        get
        {
            lock (_gate)
                return _isGone;
        }
    }

    /// <summary>Gets how many frames the library took and could not send.</summary>
    public long FailedFrames => Interlocked.Read(ref _failed);

    /// <summary>Makes a source and a track; nothing is published yet.</summary>
    public static RtcAudioPublication Create(FfiClient client, RtcRoom room, string name, TimeProvider time)
    {
        var source = client.Own(client.Send(new Ffi.FfiRequest
        {
            NewAudioSource = new Ffi.NewAudioSourceRequest
            {
                Type = Ffi.AudioSourceType.AudioSourceNative,
                // What is published is speech or music already clean; there is no microphone to correct.
                Options = new Ffi.AudioSourceOptions { EchoCancellation = false, NoiseSuppression = false, AutoGainControl = false },
                SampleRate = AudioFormat.SampleRate,
                NumChannels = AudioFormat.Channels,
                QueueSizeMs = NativeQueueMilliseconds,
            },
        }).NewAudioSource?.Source?.Handle);
        try
        {
            var track = client.Own(client.Send(new Ffi.FfiRequest
            {
                CreateAudioTrack = new Ffi.CreateAudioTrackRequest { Name = name, SourceHandle = source.Id },
            }).CreateAudioTrack?.Track?.Handle);
            return new RtcAudioPublication(client, room, name, time, source, track);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Publishes the track.</summary>
    /// <exception cref="InvalidOperationException">The server did not accept it.</exception>
    public async Task PublishAsync(ulong localParticipant, TrackSource source)
    {
        var published = await _client.CallAsync(
            id => new Ffi.FfiRequest
            {
                PublishTrack = new Ffi.PublishTrackRequest
                {
                    LocalParticipantHandle = localParticipant,
                    TrackHandle = _track.Id,
                    RequestAsyncId = id,
                    // Pauses of a voice need no packets; music has none, and would be cut.
                    Options = new Ffi.TrackPublishOptions { Source = (Ffi.TrackSource)source, Dtx = source is TrackSource.Microphone },
                },
            },
            answer => answer.PublishTrack);
        if (published.MessageCase is not Ffi.PublishTrackCallback.MessageOneofCase.Publication)
            throw new InvalidOperationException($"Track \"{Name}\" could not be published: {FfiLog.Redact(published.Error)}.");

        lock (_gate)
        {
            _publication = _client.Own(published.Publication.Handle);
            _info = _info with { Sid = published.Publication.Info.Sid, Source = source };
        }
    }

    /// <summary>After a connection was made anew the same track has another id.</summary>
    public void Republished(FfiHandle? publication, string sid)
    {
        lock (_gate)
        {
            _info = _info with { Sid = sid };
            if (publication is null)
                return;
            _publication?.Dispose();
            _publication = publication;
        }
    }

    public bool IsPublication(ulong handle)
    {
        lock (_gate)
            return _publication?.Id == handle;
    }

    /// <summary>The server muted or unmuted the track, or said that it did what we asked.</summary>
    public TrackInfo MuteChanged(bool muted)
    {
        lock (_gate)
            return _info = _info with { Muted = muted };
    }

    public bool TryWrite(ReadOnlySpan<short> samples)
    {
        if (samples.Length != AudioFormat.SamplesPerFrame)
            throw new ArgumentException($"A frame has {AudioFormat.SamplesPerFrame} samples (10 ms at {AudioFormat.SampleRate} Hz, mono), not {samples.Length}.", nameof(samples));

        lock (_gate)
        {
            if (_isGone || _count == QueueLength || Queued() >= QueueLength)
                return false;

            samples.CopyTo(_samples.AsSpan(((_head + _count) % QueueLength) * AudioFormat.SamplesPerFrame));
            _count++;
            _playedUntil += _frame;
            if (_sending > 0)
                return true;
            _sending = NextFrames();
        }

        return SendNext();
    }

    public void Clear()
    {
        lock (_gate)
        {
            if (_isGone)
                return;

            // What is being handed over keeps its place until the library is done with it.
            _count = _sending;
            _playedUntil = _time.GetTimestamp() + (_sending * _frame);
        }

        _client.Send(new Ffi.FfiRequest { ClearAudioBuffer = new Ffi.ClearAudioBufferRequest { SourceHandle = _source.Id } });
    }

    public int QueuedFrames
    {
        get
        {
            lock (_gate)
                return Queued();
        }
    }

    public void Mute() => SetMuted(muted: true);

    public void Unmute() => SetMuted(muted: false);

    public void OnCaptured(bool failed)
    {
        if (failed)
            Interlocked.Increment(ref _failed);

        lock (_gate)
        {
            _head = (_head + _sending) % QueueLength;
            _count -= _sending;
            _sending = _isGone ? 0 : NextFrames();
            if (_isGone)
                _client.UnregisterSource(_captureId);
            if (_sending == 0)
                return;
        }

        SendNext();
    }

    public async ValueTask DisposeAsync()
    {
        if (!Close())
            return;
        try
        {
            await _room.UnpublishAsync(this);
        }
        finally
        {
            DropHandles();
        }
    }

    /// <summary>Stops taking frames; with the room gone there is nothing to unpublish.</summary>
    public void Abandon()
    {
        if (Close())
            DropHandles();
    }

    private void SetMuted(bool muted)
    {
        lock (_gate)
        {
            if (_isGone || _isMuted == muted)
                return;
            _isMuted = muted;
        }

        _client.Send(new Ffi.FfiRequest { LocalTrackMute = new Ffi.LocalTrackMuteRequest { TrackHandle = _track.Id, Mute = muted } });
    }

    private bool Close()
    {
        lock (_gate)
        {
            if (_isGone)
                return false;
            _isGone = true;
            // While frames are being handed over, this object and with it their memory stays registered.
            if (_sending == 0)
                _client.UnregisterSource(_captureId);
            return true;
        }
    }

    /// <summary>Gives the native handles back; a second time does nothing.</summary>
    public void DropHandles()
    {
        FfiHandle? publication;
        lock (_gate)
            publication = _publication;
        publication?.Dispose();
        _track.Dispose();
        _source.Dispose();
    }

    private unsafe bool SendNext()
    {
        // The array is pinned, so the address holds.
        var data = (ulong)(nint)Unsafe.AsPointer(ref _samples[_head * AudioFormat.SamplesPerFrame]);
        if (_client.TryCapture(_source.Id, data, _sending * AudioFormat.SamplesPerFrame, _captureId))
            return true;

        lock (_gate)
        {
            _sending = 0;
            _count = 0;
        }

        return false;
    }

    // Those that lie side by side in memory.
    private int NextFrames() => Math.Min(Math.Min(_count, QueueLength - _head), FramesPerRequest);

    // Rounded up: a frame being played is not yet sent. The time played is that of the library's clock, which is this one.
    private int Queued()
    {
        var now = _time.GetTimestamp();
        if (_playedUntil < now)
            _playedUntil = now;
        return (int)((_playedUntil - now + _frame - 1) / _frame);
    }
}
