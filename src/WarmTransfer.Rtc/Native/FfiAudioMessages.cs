namespace WarmTransfer;

/// <summary>Reads and writes the messages that go by with every frame of audio, without allocating.</summary>
/// <remarks>
/// The protobuf library makes objects; at 100 frames a second for each direction of each call that is garbage in the one
/// place where a pause is heard. A test holds this code and the generated messages together.
/// </remarks>
internal static class FfiAudioMessages
{
    // protobuf: (field number << 3) | wire type; 0 varint, 2 length-delimited.
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;

    private const int AudioStreamEvent = (4 << 3) | Delimited;
    private const int CaptureAudioFrameCallback = (13 << 3) | Delimited;

    /// <summary>The largest <see cref="Ffi.CaptureAudioFrameRequest"/> there can be.</summary>
    public const int LargestCaptureRequest = 80;

    /// <summary>Tells audio received.</summary>
    public static bool IsAudio(ReadOnlySpan<byte> ffiEvent) => ffiEvent is [AudioStreamEvent, ..];

    /// <summary>Tells that a frame sent was taken over.</summary>
    public static bool IsCaptured(ReadOnlySpan<byte> ffiEvent) => ffiEvent is [CaptureAudioFrameCallback, ..];

    /// <summary>Reads an event for which <see cref="IsAudio"/> or <see cref="IsCaptured"/> holds.</summary>
    /// <returns><see langword="false"/> when it is malformed.</returns>
    public static bool TryRead(ReadOnlySpan<byte> ffiEvent, out FfiAudioEvent read)
    {
        read = default;
        var reader = new Reader(ffiEvent);
        if (!reader.TryReadTag(out var field, out _) || !reader.TryReadBytes(out var content))
            return false;
        return field == AudioStreamEvent >> 3 ? TryReadStream(content, ref read) : TryReadCaptured(content, ref read);
    }

    /// <summary>Writes a request to send one frame.</summary>
    /// <returns>How many bytes of <paramref name="target"/> are the request.</returns>
    public static int WriteCapture(Span<byte> target, ulong source, ulong data, int samples, ulong asyncId)
    {
        Span<byte> buffer = stackalloc byte[32];
        var length = 0;
        Write(buffer, ref length, 1, data);
        Write(buffer, ref length, 2, AudioFormat.Channels);
        Write(buffer, ref length, 3, AudioFormat.SampleRate);
        Write(buffer, ref length, 4, (ulong)samples);

        Span<byte> capture = stackalloc byte[64];
        var captured = 0;
        Write(capture, ref captured, 1, source);
        WriteDelimited(capture, ref captured, 2, buffer[..length]);
        Write(capture, ref captured, 3, asyncId);

        var written = 0;
        WriteDelimited(target, ref written, 27, capture[..captured]);
        return written;
    }

    private static bool TryReadStream(ReadOnlySpan<byte> content, ref FfiAudioEvent read)
    {
        var reader = new Reader(content);
        while (reader.TryReadTag(out var field, out var wireType))
        {
            switch (field, wireType)
            {
                case (1, Varint):
                    if (!reader.TryReadVarint(out read.Id))
                        return false;
                    break;
                case (2, Delimited):
                    if (!reader.TryReadBytes(out var frame) || !TryReadFrame(frame, ref read))
                        return false;
                    read.Kind = FfiAudioEventKind.Frame;
                    break;
                case (3, Delimited):
                    if (!reader.TryReadBytes(out _))
                        return false;
                    read.Kind = FfiAudioEventKind.EndOfStream;
                    break;
                default:
                    if (!reader.TrySkip(wireType))
                        return false;
                    break;
            }
        }

        return reader.IsAtEnd && read.Id != 0 && read.Kind != FfiAudioEventKind.None;
    }

    // AudioFrameReceived { OwnedAudioFrameBuffer frame = 1 { FfiOwnedHandle handle = 1, AudioFrameBufferInfo info = 2 } }
    private static bool TryReadFrame(ReadOnlySpan<byte> content, ref FfiAudioEvent read)
    {
        if (!TryReadField(content, 1, out var owned))
            return false;

        var reader = new Reader(owned);
        while (reader.TryReadTag(out var field, out var wireType))
        {
            if (wireType != Delimited || !reader.TryReadBytes(out var bytes))
                return false;
            var complete = field switch
            {
                1 => TryReadNumbers(bytes, ref read, isHandle: true),
                2 => TryReadNumbers(bytes, ref read, isHandle: false),
                _ => true,
            };
            if (!complete)
                return false;
        }

        return reader.IsAtEnd && read.BufferHandle != 0;
    }

    private static bool TryReadNumbers(ReadOnlySpan<byte> content, ref FfiAudioEvent read, bool isHandle)
    {
        var reader = new Reader(content);
        while (reader.TryReadTag(out var field, out var wireType))
        {
            if (wireType != Varint)
            {
                if (!reader.TrySkip(wireType))
                    return false;
                continue;
            }

            if (!reader.TryReadVarint(out var value))
                return false;
            switch (isHandle, field)
            {
                case (true, 1):
                    read.BufferHandle = value;
                    break;
                case (false, 1):
                    read.Data = value;
                    break;
                case (false, 2):
                    read.Channels = (int)Math.Min(value, int.MaxValue);
                    break;
                case (false, 3):
                    read.SampleRate = (int)Math.Min(value, int.MaxValue);
                    break;
                case (false, 4):
                    read.Samples = (int)Math.Min(value, int.MaxValue);
                    break;
            }
        }

        return reader.IsAtEnd;
    }

    private static bool TryReadCaptured(ReadOnlySpan<byte> content, ref FfiAudioEvent read)
    {
        read.Kind = FfiAudioEventKind.Captured;
        var reader = new Reader(content);
        while (reader.TryReadTag(out var field, out var wireType))
        {
            switch (field, wireType)
            {
                case (1, Varint):
                    if (!reader.TryReadVarint(out read.Id))
                        return false;
                    break;
                case (2, Delimited):
                    if (!reader.TryReadBytes(out _))
                        return false;
                    read.HasError = true;
                    break;
                default:
                    if (!reader.TrySkip(wireType))
                        return false;
                    break;
            }
        }

        return reader.IsAtEnd && read.Id != 0;
    }

    private static bool TryReadField(ReadOnlySpan<byte> content, int wanted, out ReadOnlySpan<byte> value)
    {
        value = default;
        var found = false;
        var reader = new Reader(content);
        while (reader.TryReadTag(out var field, out var wireType))
        {
            if (field == wanted && wireType == Delimited)
            {
                if (!reader.TryReadBytes(out value))
                    return false;
                found = true;
            }
            else if (!reader.TrySkip(wireType))
            {
                return false;
            }
        }

        return found && reader.IsAtEnd;
    }

    private static void Write(Span<byte> target, ref int length, int field, ulong value)
    {
        target[length++] = (byte)((field << 3) | Varint);
        WriteVarint(target, ref length, value);
    }

    private static void WriteDelimited(Span<byte> target, ref int length, int field, ReadOnlySpan<byte> content)
    {
        WriteVarint(target, ref length, (ulong)((field << 3) | Delimited));
        WriteVarint(target, ref length, (ulong)content.Length);
        content.CopyTo(target[length..]);
        length += content.Length;
    }

    private static void WriteVarint(Span<byte> target, ref int length, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            target[length++] = (byte)(value | 0x80);
        target[length++] = (byte)value;
    }

    /// <summary>Reads protobuf's wire format (protobuf.dev/programming-guides/encoding).</summary>
    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        public readonly bool IsAtEnd => _rest.IsEmpty;

        /// <summary>False at the end and before what cannot be a tag; <see cref="IsAtEnd"/> tells the two apart.</summary>
        public bool TryReadTag(out int field, out int wireType)
        {
            field = wireType = 0;
            if (_rest.IsEmpty)
                return false;

            var before = _rest;
            if (!TryReadVarint(out var tag) || tag > uint.MaxValue || tag >> 3 == 0)
            {
                _rest = before;
                return false;
            }

            field = (int)(tag >> 3);
            wireType = (int)(tag & 7);
            return true;
        }

        public bool TryReadVarint(out ulong value)
        {
            value = 0;
            for (var index = 0; index < 10 && index < _rest.Length; index++)
            {
                value |= (ulong)(_rest[index] & 0x7F) << (7 * index);
                if (_rest[index] < 0x80)
                {
                    _rest = _rest[(index + 1)..];
                    return true;
                }
            }

            return false;
        }

        public bool TryReadBytes(out ReadOnlySpan<byte> value)
        {
            value = default;
            if (!TryReadVarint(out var length) || length > (ulong)_rest.Length)
                return false;
            value = _rest[..(int)length];
            _rest = _rest[(int)length..];
            return true;
        }

        public bool TrySkip(int wireType) => wireType switch
        {
            Varint => TryReadVarint(out _),
            Fixed64 => TryAdvance(sizeof(ulong)),
            Delimited => TryReadBytes(out _),
            Fixed32 => TryAdvance(sizeof(uint)),
            _ => false,
        };

        private bool TryAdvance(int count)
        {
            if (_rest.Length < count)
                return false;
            _rest = _rest[count..];
            return true;
        }
    }
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
