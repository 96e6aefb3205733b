namespace WarmTransfer;

/// <summary>A remote track: published, perhaps subscribed to, perhaps listened to.</summary>
internal sealed class RtcTrack(FfiClient client, FfiHandle publication, TrackInfo info) : IDisposable
{
    private FfiHandle? _stream;

    public FfiHandle Publication { get; } = publication;

    public TrackInfo Info { get; set; } = info;

    /// <summary>Gets or sets the media, while it is subscribed to.</summary>
    public FfiHandle? Media { get; private set; }

    public bool IsVoice => Info is { Kind: TrackKind.Audio, Source: TrackSource.Microphone };

    public void Subscribed(FfiHandle media)
    {
        Unsubscribed();
        Media = media;
    }

    public void Unsubscribed()
    {
        StopListening();
        Media?.Dispose();
        Media = null;
    }

    public void Listen(IFfiAudioSink sink)
    {
        if (_stream is not null || Media is null)
            return;

        var answer = client.Send(new Ffi.FfiRequest
        {
            NewAudioStream = new Ffi.NewAudioStreamRequest
            {
                TrackHandle = Media.Id,
                Type = Ffi.AudioStreamType.AudioStreamNative,
                SampleRate = AudioFormat.SampleRate,
                NumChannels = AudioFormat.Channels,
                FrameSizeMs = (uint)AudioFormat.FrameDuration.TotalMilliseconds,
            },
        });
        _stream = client.Own(answer.NewAudioStream?.Stream?.Handle);
        client.Register(_stream.Id, sink);
    }

    public void StopListening()
    {
        if (_stream is not { } stream)
            return;
        _stream = null;
        client.UnregisterSink(stream.Id);
        stream.Dispose();
    }

    public void Dispose()
    {
        Unsubscribed();
        Publication.Dispose();
    }
}
