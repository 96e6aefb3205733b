namespace WarmTransfer;

/// <summary>Writes the request that goes with every frame of audio, without allocating, as <see cref="FfiAudioEvents"/> reads.</summary>
internal static class FfiCaptureRequest
{
    /// <summary>The largest <see cref="Ffi.CaptureAudioFrameRequest"/> there can be, in bytes.</summary>
    public const int LargestSize = 80;

    /// <summary>Writes a request to send one frame.</summary>
    /// <returns>How many bytes of <paramref name="target"/> are the request.</returns>
    public static int Write(Span<byte> target, ulong source, ulong data, int samples, ulong asyncId)
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

    private static void Write(Span<byte> target, ref int length, int field, ulong value)
    {
        target[length++] = (byte)((field << 3) | FfiWire.Varint);
        WriteVarint(target, ref length, value);
    }

    private static void WriteDelimited(Span<byte> target, ref int length, int field, ReadOnlySpan<byte> content)
    {
        WriteVarint(target, ref length, (ulong)((field << 3) | FfiWire.Delimited));
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
}
