namespace WarmTransfer;

/// <summary>Reads the events that come with every frame of audio, without allocating.</summary>
/// <remarks>
/// The protobuf library makes objects; at 100 frames a second for each direction of each call that is garbage in the one
/// place where a pause is heard. A test holds this code and the generated messages together.
/// </remarks>
internal static class FfiAudioEvents
{
    private const int AudioStreamEvent = (4 << 3) | FfiWire.Delimited;
    private const int CaptureAudioFrameCallback = (13 << 3) | FfiWire.Delimited;

    /// <summary>Tells audio received.</summary>
    public static bool IsAudio(ReadOnlySpan<byte> ffiEvent) => ffiEvent is [AudioStreamEvent, ..];

    /// <summary>Tells that a frame sent was taken over.</summary>
    public static bool IsCaptured(ReadOnlySpan<byte> ffiEvent) => ffiEvent is [CaptureAudioFrameCallback, ..];

    /// <summary>Reads an event for which <see cref="IsAudio"/> or <see cref="IsCaptured"/> holds.</summary>
    /// <returns><see langword="false"/> when it is malformed.</returns>
    public static bool TryRead(ReadOnlySpan<byte> ffiEvent, out FfiAudioEvent read)
    {
        read = default;
        var reader = new FfiWireReader(ffiEvent);
        if (!reader.TryReadTag(out var field, out _) || !reader.TryReadBytes(out var content))
            return false;
        return field == AudioStreamEvent >> 3 ? TryReadStream(content, ref read) : TryReadCaptured(content, ref read);
    }

    private static bool TryReadStream(ReadOnlySpan<byte> content, ref FfiAudioEvent read)
    {
        var reader = new FfiWireReader(content);
        while (reader.TryReadTag(out var field, out var wireType))
        {
            switch (field, wireType)
            {
                case (1, FfiWire.Varint):
                    if (!reader.TryReadVarint(out read.Id))
                        return false;
                    break;
                case (2, FfiWire.Delimited):
                    if (!reader.TryReadBytes(out var frame) || !TryReadFrame(frame, ref read))
                        return false;
                    read.Kind = FfiAudioEventKind.Frame;
                    break;
                case (3, FfiWire.Delimited):
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

        var reader = new FfiWireReader(owned);
        while (reader.TryReadTag(out var field, out var wireType))
        {
            if (wireType != FfiWire.Delimited || !reader.TryReadBytes(out var bytes))
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
        var reader = new FfiWireReader(content);
        while (reader.TryReadTag(out var field, out var wireType))
        {
            if (wireType != FfiWire.Varint)
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
        var reader = new FfiWireReader(content);
        while (reader.TryReadTag(out var field, out var wireType))
        {
            switch (field, wireType)
            {
                case (1, FfiWire.Varint):
                    if (!reader.TryReadVarint(out read.Id))
                        return false;
                    break;
                case (2, FfiWire.Delimited):
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
        var reader = new FfiWireReader(content);
        while (reader.TryReadTag(out var field, out var wireType))
        {
            if (field == wanted && wireType == FfiWire.Delimited)
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
}
