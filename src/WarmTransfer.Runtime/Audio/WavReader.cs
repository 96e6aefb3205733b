using System.Buffers.Binary;
using System.Text;

namespace WarmTransfer;

/// <summary>Reads WAV files: RIFF/WAVE with PCM or float samples, also in the extensible format (Microsoft's RIFF and WAVEFORMATEXTENSIBLE definitions).</summary>
internal static class WavReader
{
    private const int LowestRate = 8_000;
    private const int HighestRate = 96_000;
    private const ushort Pcm = 1;
    private const ushort IeeeFloat = 3;
    private const ushort Extensible = 0xFFFE;

    // Half a gigabyte is 45 minutes in the widest format; more is a mistake, and would be held in memory.
    private const long LargestFile = 512L * 1024 * 1024;

    /// <exception cref="InvalidDataException">Not a WAV file of a supported format; the message says what was found.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static AudioClip Read(string path)
    {
        // Read without await: file I/O finishes on threads a virtual clock does not see.
        var file = new FileInfo(path);
        if (file.Exists && file.Length > LargestFile)
            throw TooLarge(file.Length, LargestFile);

        return Parse(File.ReadAllBytes(path));
    }

    /// <exception cref="InvalidDataException">Not a WAV file of a supported format; the message says what was found.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static AudioClip Read(Stream stream, long largest = LargestFile)
    {
        using var file = new MemoryStream();
        var piece = new byte[64 * 1024];
        for (int length; (length = stream.Read(piece)) > 0;)
        {
            if (file.Length + length > largest)
                throw TooLarge(file.Length + length, largest);

            file.Write(piece, 0, length);
        }

        return Parse(file.GetBuffer().AsSpan(0, (int)file.Length));
    }

    /// <summary>Whether reading failed for a reason that lies in the path or the file.</summary>
    public static bool IsOfTheFile(Exception exception) =>
        exception is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException or ArgumentException;

    /// <exception cref="InvalidDataException">Not a WAV file of a supported format; the message says what was found.</exception>
    public static AudioClip Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file[..4].SequenceEqual("RIFF"u8) || !file.Slice(8, 4).SequenceEqual("WAVE"u8))
            throw new InvalidDataException($"Not a WAV file: it must begin with 'RIFF', a size and 'WAVE', and begins with {Shown(file[..Math.Min(12, file.Length)])}.");

        WavFormat? format = null;
        for (var at = 12; at + 8 <= file.Length;)
        {
            ReadOnlySpan<byte> id = file.Slice(at, 4);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            ReadOnlySpan<byte> rest = file[(at + 8)..];

            // A writer that streams leaves the last size at 0 or at its maximum; the data then reaches to the end.
            ReadOnlySpan<byte> chunk = size <= rest.Length ? rest[..(int)size] : rest;
            if (id.SequenceEqual("fmt "u8))
                format = ReadFormat(chunk);
            else if (id.SequenceEqual("data"u8))
                return Decode(size == 0 ? rest : chunk, format ?? throw new InvalidDataException("The 'data' chunk comes before the 'fmt ' chunk, so the format of the samples is not known."));

            // Chunks begin at even offsets.
            var next = at + 8L + size + (size & 1);
            if (next > file.Length)
                break;

            at = (int)next;
        }

        throw new InvalidDataException(format is null ? "The WAV file has no 'fmt ' chunk." : "The WAV file has no 'data' chunk.");
    }

    private static InvalidDataException TooLarge(long length, long largest) =>
        new($"The file has {length} bytes or more; at most {largest} are read into memory.");

    private static WavFormat ReadFormat(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < 16)
            throw new InvalidDataException($"The 'fmt ' chunk has {chunk.Length} bytes; it needs at least 16.");

        var tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        var channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if (tag == Extensible)
            tag = ReadSubformat(chunk);

        if (tag is not (Pcm or IeeeFloat))
            throw new InvalidDataException($"The 'fmt ' chunk says format 0x{tag:X4}; only PCM (0x0001) and float (0x0003) can be played. Convert the file to 16-bit PCM.");

        if (channels is not (1 or 2))
            throw new InvalidDataException($"The 'fmt ' chunk says {channels} channels; only mono and stereo can be played.");

        if (rate is < LowestRate or > HighestRate)
            throw new InvalidDataException($"The 'fmt ' chunk says {rate} Hz; the sample rate must be {LowestRate} to {HighestRate} Hz.");

        if (tag == Pcm ? bits is not (8 or 16 or 24 or 32) : bits != 32)
            throw new InvalidDataException($"The 'fmt ' chunk says {bits}-bit {(tag == Pcm ? "PCM" : "float")}; PCM of 8, 16, 24 or 32 bits and float of 32 bits can be played.");

        return new WavFormat(tag == IeeeFloat, channels, (int)rate, bits);
    }

    private static ushort ReadSubformat(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < 40)
            throw new InvalidDataException($"The 'fmt ' chunk says extensible format (0xFFFE) but has {chunk.Length} bytes; it needs 40.");

        // The first two bytes of the subformat's GUID are the format tag.
        return BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);
    }

    private static AudioClip Decode(ReadOnlySpan<byte> data, WavFormat format)
    {
        var width = format.Bits / 8;
        var frames = data.Length / (width * format.Channels);
        if (frames == 0)
            throw new InvalidDataException("The 'data' chunk has no samples.");

        var samples = new float[frames];
        for (var frame = 0; frame < frames; frame++)
        {
            float sum = 0;
            for (var channel = 0; channel < format.Channels; channel++)
                sum += Sample(data.Slice(((frame * format.Channels) + channel) * width, width), format.IsFloat);

            samples[frame] = sum / format.Channels;
        }

        return new AudioClip(format.Rate, samples);
    }

    private static float Sample(ReadOnlySpan<byte> bytes, bool isFloat) => bytes.Length switch
    {
        // 8-bit samples are unsigned, all others signed.
        1 => (bytes[0] - 128) / 128f,
        2 => BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32_768f,
        3 => ((bytes[0] << 8) | (bytes[1] << 16) | (bytes[2] << 24)) / 2_147_483_648f,
        _ when isFloat => Finite(BinaryPrimitives.ReadSingleLittleEndian(bytes)),
        _ => BinaryPrimitives.ReadInt32LittleEndian(bytes) / 2_147_483_648f,
    };

    // One NaN would spread over a whole filter length.
    private static float Finite(float sample) => float.IsFinite(sample) ? sample : 0;

    private static string Shown(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("'");
        foreach (var b in bytes)
            text.Append(b is >= 0x20 and < 0x7F ? (char)b : '.');

        return text.Append('\'').ToString();
    }

    private readonly record struct WavFormat(bool IsFloat, int Channels, int Rate, int Bits);
}
