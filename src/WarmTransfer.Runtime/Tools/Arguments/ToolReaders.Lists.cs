using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace WarmTransfer;

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
            using ItemBuffer<T> items = Items<T, TReader>.ReadExact(ref json, out bool isRead);
            result = isRead ? items.Items.ToArray() : null;
            return isRead;
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
            using ItemBuffer<T> items = Items<T, TReader>.ReadExact(ref json, out bool isRead);
            result = null;
            if (!isRead)
                return false;
            List<T> list = new(items.Items.Length);
            list.AddRange(items.Items);
            result = (TSequence)(object)list;
            return true;
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
            using ItemBuffer<T> items = Items<T, TReader>.ReadExact(ref json, out bool isRead);
            result = null;
            if (!isRead)
                return false;
            HashSet<T> set = new(items.Items.Length);
            foreach (T item in items.Items)
                set.Add(item);
            result = (TSet)(object)set;
            return true;
        }
    }
}
