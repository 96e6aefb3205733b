using System.Runtime.CompilerServices;

namespace WarmTransfer.SourceGeneration;

/// <summary>The bits of enum values, without boxing them.</summary>
internal static class EnumBits
{
    // The size is a constant of the type: only one arm is ever compiled.
    public static ulong Of<T>(T value)
        where T : struct, Enum
        => Unsafe.SizeOf<T>() switch
        {
            sizeof(byte) => Unsafe.BitCast<T, byte>(value),
            sizeof(ushort) => Unsafe.BitCast<T, ushort>(value),
            sizeof(uint) => Unsafe.BitCast<T, uint>(value),
            _ => Unsafe.BitCast<T, ulong>(value),
        };

    public static T To<T>(ulong bits)
        where T : struct, Enum
        => Unsafe.SizeOf<T>() switch
        {
            sizeof(byte) => Unsafe.BitCast<byte, T>((byte)bits),
            sizeof(ushort) => Unsafe.BitCast<ushort, T>((ushort)bits),
            sizeof(uint) => Unsafe.BitCast<uint, T>((uint)bits),
            _ => Unsafe.BitCast<ulong, T>(bits),
        };
}
