using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <content>Arrays, lists and sets.</content>
public static partial class ToolReaders
{
    /// <summary>Reads an array.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <typeparam name="TReader">What reads an item.</typeparam>
    public readonly struct Array<T, TReader> : IToolValueReader<T[]>
        where TReader : IToolValueReader<T>
    {
        /// <inheritdoc />
        public static string Expected => Items<T, TReader>.Expected;

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, [MaybeNullWhen(false)] out T[] result)
            => Items<T, TReader>.TryRead(value, ref problems, static items => [.. items], out result);

        /// <inheritdoc />
        public static bool TryReadExact(object? value, [MaybeNullWhen(false)] out T[] result)
            => ToolArguments.TryReadExact<T[], Array<T, TReader>>(value, out result);

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, [MaybeNullWhen(false)] out T[] result)
        {
            ItemBuffer<T> items = default;
            result = Items<T, TReader>.TryReadExact(ref json, ref items) ? items.Items.ToArray() : null;
            items.Return();
            return result is not null;
        }
    }

    /// <summary>Reads an array into a list, or one of the interfaces a list has.</summary>
    /// <typeparam name="TSequence">The parameter's type.</typeparam>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <typeparam name="TReader">What reads an item.</typeparam>
    public readonly struct Sequence<TSequence, T, TReader> : IToolValueReader<TSequence>
        where TSequence : class, IEnumerable<T>
        where TReader : IToolValueReader<T>
    {
        /// <inheritdoc />
        public static string Expected => Items<T, TReader>.Expected;

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, [MaybeNullWhen(false)] out TSequence result)
            => Items<T, TReader>.TryRead(value, ref problems, static items => (TSequence)(object)items, out result);

        /// <inheritdoc />
        public static bool TryReadExact(object? value, [MaybeNullWhen(false)] out TSequence result)
            => ToolArguments.TryReadExact<TSequence, Sequence<TSequence, T, TReader>>(value, out result);

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, [MaybeNullWhen(false)] out TSequence result)
        {
            ItemBuffer<T> items = default;
            result = Items<T, TReader>.TryReadExact(ref json, ref items) ? Create(items.Items) : null;
            items.Return();
            return result is not null;
        }

        private static TSequence Create(ReadOnlySpan<T> items)
        {
            List<T> list = new(items.Length);
            list.AddRange(items);
            return (TSequence)(object)list;
        }
    }

    /// <summary>Reads an array into a set, or one of the interfaces a set has.</summary>
    /// <typeparam name="TSet">The parameter's type.</typeparam>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <typeparam name="TReader">What reads an item.</typeparam>
    public readonly struct Set<TSet, T, TReader> : IToolValueReader<TSet>
        where TSet : class, IEnumerable<T>
        where TReader : IToolValueReader<T>
    {
        /// <inheritdoc />
        public static string Expected => Items<T, TReader>.Expected;

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, [MaybeNullWhen(false)] out TSet result)
            => Items<T, TReader>.TryRead(value, ref problems, static items => (TSet)(object)new HashSet<T>(items), out result);

        /// <inheritdoc />
        public static bool TryReadExact(object? value, [MaybeNullWhen(false)] out TSet result)
            => ToolArguments.TryReadExact<TSet, Set<TSet, T, TReader>>(value, out result);

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, [MaybeNullWhen(false)] out TSet result)
        {
            ItemBuffer<T> items = default;
            result = Items<T, TReader>.TryReadExact(ref json, ref items) ? Create(items.Items) : null;
            items.Return();
            return result is not null;
        }

        private static TSet Create(ReadOnlySpan<T> items)
        {
            HashSet<T> set = new(items.Length);
            foreach (T item in items)
                set.Add(item);
            return (TSet)(object)set;
        }
    }
}
