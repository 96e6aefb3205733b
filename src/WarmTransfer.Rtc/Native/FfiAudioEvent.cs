namespace WarmTransfer;

/// <summary>An event of audio.</summary>
internal struct FfiAudioEvent
{
    /// <summary>The kind of event.</summary>
    public FfiAudioEventKind Kind;

    /// <summary>The stream's handle, or the id of the request that sent a frame.</summary>
    public ulong Id;

    /// <summary>The handle of the frame's buffer, to be dropped.</summary>
    public ulong BufferHandle;

    /// <summary>The address of the samples.</summary>
    public ulong Data;

    /// <summary>Samples in each channel.</summary>
    public int Samples;

    /// <summary>Channels.</summary>
    public int Channels;

    /// <summary>Samples per second.</summary>
    public int SampleRate;

    /// <summary>Whether the frame could not be sent.</summary>
    public bool HasError;
}

/// <summary>What an event of audio says.</summary>
internal enum FfiAudioEventKind
{
    None,

    /// <summary>A stream has a frame.</summary>
    Frame,

    /// <summary>A stream has ended.</summary>
    EndOfStream,

    /// <summary>A frame that was sent has been taken over: its buffer is free.</summary>
    Captured,
}
