using System.Buffers;
using System.Runtime.CompilerServices;

namespace WarmTransfer;

/// <summary>Collects items whose number is not known yet, so that what they end in is allocated once, and at its size.</summary>
/// <remarks>To be disposed. One that is not, because broken JSON was thrown through it, is left to the garbage collector.</remarks>
/// <typeparam name="T">The items' type.</typeparam>
internal ref struct ItemBuffer<T>
{
    private const int FirstSize = 16;

    private T[]? _rented;
    private int _count;

    public readonly ReadOnlySpan<T> Items => _rented.AsSpan(0, _count);

    public void Add(T item)
    {
        if (_rented is null || _count == _rented.Length)
            Grow();
        _rented![_count++] = item;
    }

    public readonly void Dispose()
    {
        if (_rented is not null)
            ArrayPool<T>.Shared.Return(_rented, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<T>());
    }

    private void Grow()
    {
        T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(FirstSize, _count * 2));
        Items.CopyTo(larger);
        Dispose();
        _rented = larger;
    }
}
