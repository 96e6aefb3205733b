using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace WarmTransfer.SourceGeneration;

/// <summary>Collects items whose number is not known yet, so that what they end in is allocated once, and at its size.</summary>
/// <remarks>Its array is to be returned. One that is not, because broken JSON was thrown through it, is left to the garbage collector.</remarks>
/// <typeparam name="T">The items' type.</typeparam>
internal ref struct ItemBuffer<T>
{
    // What models send is seldom longer; renting an array costs as much as reading several items.
    private const int InlineCount = 8;

    private InlineItems _inline;
    private T[]? _rented;
    private int _count;

    [UnscopedRef]
    public readonly ReadOnlySpan<T> Items => _rented is null ? ((ReadOnlySpan<T>)_inline)[.._count] : _rented.AsSpan(0, _count);

    public void Add(T item)
    {
        if (_rented is null && _count < InlineCount)
        {
            _inline[_count++] = item;
            return;
        }

        if (_rented is null || _count == _rented.Length)
            Grow();
        _rented![_count++] = item;
    }

    public readonly void Return()
    {
        if (_rented is not null)
            ArrayPool<T>.Shared.Return(_rented, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<T>());
    }

    private void Grow()
    {
        T[] larger = ArrayPool<T>.Shared.Rent(_count * 2);
        Items.CopyTo(larger);
        Return();
        _rented = larger;
    }

    [InlineArray(InlineCount)]
    private struct InlineItems
    {
        private T _first;
    }
}
