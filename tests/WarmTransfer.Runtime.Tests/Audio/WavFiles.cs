using System.Text;

namespace WarmTransfer.Runtime.Tests;

/// <summary>Writes WAV files, good and bad ones.</summary>
internal static class WavFiles
{
    public static byte[] Write(float[] samples, int rate, int bits, int channels = 1, bool isFloat = false, bool extensible = false)
    {
        var tag = (ushort)(isFloat ? 3 : 1);
        using var data = new MemoryStream();
        using (var writer = new BinaryWriter(data, Encoding.ASCII, leaveOpen: true))
        {
            foreach (var sample in samples)
            {
                // The right channel is silent, so that a mix differs from the left channel alone.
                WriteSample(writer, sample, bits, isFloat);
                if (channels == 2)
                    WriteSample(writer, 0, bits, isFloat);
            }
        }

        return File([("fmt ", Format(tag, channels, rate, bits, extensible)), ("data", data.ToArray())]);
    }

    public static byte[] Format(ushort tag, int channels, int rate, int bits, bool extensible = false)
    {
        using var format = new MemoryStream();
        using var writer = new BinaryWriter(format);
        writer.Write(extensible ? (ushort)0xFFFE : tag);
        writer.Write((ushort)channels);
        writer.Write(rate);
        writer.Write(rate * channels * bits / 8);
        writer.Write((ushort)(channels * bits / 8));
        writer.Write((ushort)bits);
        if (extensible)
        {
            writer.Write((ushort)22);
            writer.Write((ushort)bits);
            writer.Write(0u);
            writer.Write(tag);
            writer.Write([0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71]);
        }

        return format.ToArray();
    }

    public static byte[] File((string Id, byte[] Body)[] chunks)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("RIFF"u8);
        writer.Write(0u);
        writer.Write("WAVE"u8);
        foreach (var (id, body) in chunks)
        {
            writer.Write(Encoding.ASCII.GetBytes(id));
            writer.Write((uint)body.Length);
            writer.Write(body);
            if (body.Length % 2 == 1)
                writer.Write((byte)0);
        }

        return file.ToArray();
    }

    private static void WriteSample(BinaryWriter writer, float sample, int bits, bool isFloat)
    {
        switch (bits)
        {
            case 8:
                writer.Write((byte)Math.Round((sample * 127) + 128));
                break;
            case 16:
                writer.Write((short)Math.Round(sample * 32_767));
                break;
            case 24:
                var value = (int)Math.Round(sample * 8_388_607.0);
                writer.Write([(byte)value, (byte)(value >> 8), (byte)(value >> 16)]);
                break;
            case 32 when isFloat:
                writer.Write(sample);
                break;
            default:
                writer.Write((int)(sample * 2_147_483_647.0));
                break;
        }
    }
}
