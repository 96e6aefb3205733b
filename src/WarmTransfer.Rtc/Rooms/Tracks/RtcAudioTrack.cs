using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WarmTransfer;

/// <summary>A published track of ours and its native source.</summary>
/// <remarks>
/// The source has no queue of its own: what is sent goes out at once, and a silent track costs nothing. Only one frame can
/// be on its way to the library; its memory is not touched until the library is done with it.
/// </remarks>
internal sealed class RtcAudioTrack : IFfiAudioSource, IPumped
{
    private readonly FfiClient _client;
    private readonly FfiHandle _source;
    private readonly FfiHandle _track;
    private readonly ulong _captureId;
    private readonly TimeProvider _time;
    private readonly long _tolerance;
    private readonly long _pumpTurn;
    private readonly Lock _lock = new();
    private readonly PacedFrames _frames;
    private FfiHandle? _publication;
    private TrackInfo _info;
    private bool _isPumped;
    private bool _isGone;
    private bool _isMuted;
    private long _turnEnds;
    private long _failed;

    private RtcAudioTrack(FfiClient client, string name, TimeProvider time, FfiHandle source, FfiHandle track)
    {
        _time = time;
        // Half a frame: a writer's clock is never exact.
        _tolerance = time.TimestampFrequency / 200;
        _pumpTurn = (long)(FramePump.Turn.TotalSeconds * time.TimestampFrequency);
        _frames = new PacedFrames(time.TimestampFrequency);
        _client = client;
        _source = source;
        _track = track;
        _info = new TrackInfo("", name, TrackKind.Audio, TrackSource.Unknown);
        _captureId = client.Register(this);
    }

    public TrackInfo Info
    {
        get
        {
            lock (_lock)
                return _info;
        }
    }

    /// <summary>Gets how many frames the library took and could not send.</summary>
    public long FailedFrames => Interlocked.Read(ref _failed);

    public int QueuedFrames
    {
        get
        {
            lock (_lock)
                return _frames.Queued(_time.GetTimestamp());
        }
    }

    /// <summary>Makes a source and a track; nothing is published yet.</summary>
    public static RtcAudioTrack Create(FfiClient client, string name, TimeProvider time)
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
                QueueSizeMs = 0,
            },
        }).NewAudioSource?.Source?.Handle);
        try
        {
            var track = client.Own(client.Send(new Ffi.FfiRequest
            {
                CreateAudioTrack = new Ffi.CreateAudioTrackRequest { Name = name, SourceHandle = source.Id },
            }).CreateAudioTrack?.Track?.Handle);
            return new RtcAudioTrack(client, name, time, source, track);
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
            throw new InvalidOperationException($"Track \"{_info.Name}\" could not be published: {FfiLog.Redact(published.Error)}.");

        lock (_lock)
        {
            _publication = _client.Own(published.Publication.Handle);
            _info = _info with { Sid = published.Publication.Info.Sid, Source = source };
        }
    }

    /// <summary>After a connection was restored the same track has another id.</summary>
    public void Republished(FfiHandle? publication, string sid)
    {
        lock (_lock)
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
        lock (_lock)
            return _publication?.Id == handle;
    }

    /// <summary>The server muted or unmuted the track, or said that it did what we asked.</summary>
    public TrackInfo MuteChanged(bool muted)
    {
        lock (_lock)
            return _info = _info with { Muted = muted };
    }

    public bool TryWrite(ReadOnlySpan<short> samples)
    {
        if (samples.Length != AudioFormat.SamplesPerFrame)
            throw new ArgumentException($"A frame has {AudioFormat.SamplesPerFrame} samples (10 ms at {AudioFormat.SampleRate} Hz, mono), not {samples.Length}.", nameof(samples));

        bool isPumped;
        lock (_lock)
        {
            if (_isGone || !_frames.TryAdd(samples, _time.GetTimestamp()))
                return false;
            isPumped = _isPumped;
            _isPumped = true;
        }

        // A frame on time does not wait for the pump.
        SendDue();
        if (!isPumped)
            _client.Pump.Add(this);
        return true;
    }

    public int Clear()
    {
        lock (_lock)
            return _frames.Clear();
    }

    public void SetMuted(bool muted)
    {
        lock (_lock)
        {
            if (_isGone || _isMuted == muted)
                return;
            _isMuted = muted;
        }

        _client.Send(new Ffi.FfiRequest { LocalTrackMute = new Ffi.LocalTrackMuteRequest { TrackHandle = _track.Id, Mute = muted } });
    }

    public void OnCaptured(bool failed)
    {
        if (failed)
            Interlocked.Increment(ref _failed);

        lock (_lock)
        {
            _frames.Sent();
            if (_isGone)
                _client.UnregisterSource(_captureId);
        }

        SendDue();
    }

    public bool TakeTurn()
    {
        lock (_lock)
        {
            // Nobody answers music: it may go early, two turns in one, which wakes threads half as often.
            var turn = _info.Source is TrackSource.Microphone ? _pumpTurn : 2 * _pumpTurn;
            var now = _time.GetTimestamp();
            if (_turnEnds < now + _tolerance)
                _turnEnds = now + turn - _tolerance;
        }

        SendDue();
        lock (_lock)
            return _isPumped = !_isGone && !_frames.IsIdle;
    }

    /// <summary>Stops taking frames.</summary>
    /// <returns><see langword="false"/> when it was closed before.</returns>
    public bool Close()
    {
        lock (_lock)
        {
            if (_isGone)
                return false;
            _isGone = true;
            // While a frame is on its way, this object and with it the frame's memory stay registered.
            if (!_frames.IsSending)
                _client.UnregisterSource(_captureId);
            return true;
        }
    }

    /// <summary>Gives the native handles back. A second time does nothing.</summary>
    public void DropHandles()
    {
        FfiHandle? publication;
        lock (_lock)
            publication = _publication;
        publication?.Dispose();
        _track.Dispose();
        _source.Dispose();
    }

    private unsafe void SendDue()
    {
        void* data;
        lock (_lock)
        {
            while (true)
            {
                if (_isGone || !_frames.TryTake(Math.Max(_turnEnds, _time.GetTimestamp() + _tolerance), out var frame))
                    return;
                data = Unsafe.AsPointer(ref MemoryMarshal.GetReference(frame));
                if (!_isMuted)
                    break;
                // Thrown away, at the pace at which it would have been heard.
                _frames.Sent();
            }
        }

        if (_client.TryCapture(_source.Id, (ulong)data, AudioFormat.SamplesPerFrame, _captureId))
            return;

        // The library no longer knows the source: the room is closing.
        Interlocked.Increment(ref _failed);
        lock (_lock)
        {
            _frames.Sent();
            _frames.Clear();
        }
    }
}
