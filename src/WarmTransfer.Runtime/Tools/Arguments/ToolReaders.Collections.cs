using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace WarmTransfer;

/// <content>Sets, dictionaries, and enums that are sets of flags.</content>
public static partial class ToolReaders
{
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
        {
            if (value.Is(out result))
                return true;
            if (!Items<T, TReader>.TryRead(value, ref problems, out List<T>? items))
                return false;
            result = (TSet)(object)new HashSet<T>(items);
            return true;
        }
    }

    /// <summary>Reads an object into a dictionary, or one of the interfaces a dictionary has. Of a key that is there twice, the last counts.</summary>
    /// <typeparam name="TMap">The parameter's type.</typeparam>
    /// <typeparam name="T">The values' type.</typeparam>
    /// <typeparam name="TReader">What reads a value.</typeparam>
    public readonly struct Map<TMap, T, TReader> : IToolValueReader<TMap>
        where TMap : class, IEnumerable<KeyValuePair<string, T>>
        where TReader : IToolValueReader<T>
    {
        /// <inheritdoc />
        public static string Expected => "an object, each value " + TReader.Expected;

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, [MaybeNullWhen(false)] out TMap result)
        {
            if (value.Is(out result))
                return true;

            int before = problems.Count;
            Dictionary<string, T> entries = new(StringComparer.Ordinal);
            if (value.TryGetJsonObject(out JsonElement map))
            {
                foreach (JsonProperty property in map.EnumerateObject())
                    Add(entries, ToolValue.NameOf(property), new(property.Value), ref problems);
            }
            else if (value.Is<IEnumerable<KeyValuePair<string, object?>>>(out var pairs))
            {
                foreach ((string key, object? item) in pairs)
                    Add(entries, key, new(item), ref problems);
            }
            else
            {
                problems.Add(Expected, value);
            }

            result = problems.Count == before ? (TMap)(object)entries : null;
            return result is not null;
        }

        private static void Add(Dictionary<string, T> entries, string? key, in ToolValue item, ref ToolProblems problems)
        {
            int before = problems.Count;
            if (key is null)
                problems.Add("keys of valid Unicode", "a key that is none");
            else if (TReader.TryRead(item, ref problems, out T? value))
                entries[key] = value;
            else
                problems.Locate(before, "." + key);
        }
    }

    /// <summary>Reads a flags enum: an array of its members' names, one of them, several in one text, or their bits as a number.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <typeparam name="TNames">Its names.</typeparam>
    public readonly struct Flags<T, TNames> : IToolValueReader<T>
        where T : struct, Enum
        where TNames : IToolEnum<T>
    {
        /// <inheritdoc />
        public static string Expected => Items<T, Enumeration<T, TNames>>.Expected;

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, out T result)
        {
            if (value.Is(out result) || TryReadText(value, out result) || TryReadNumber(value, out result))
                return true;
            if (!Items<T, Enumeration<T, TNames>>.TryRead(value, ref problems, out List<T>? items))
                return false;

            ulong bits = 0;
            foreach (T item in items)
                bits |= EnumBits.Of(item);
            result = EnumBits.To<T>(bits);
            return true;
        }

        // "Read, Write" is how .NET itself writes them.
        private static bool TryReadText(in ToolValue value, out T result)
        {
            result = default;
            if (TrimmedText(value) is not { } text)
                return false;

            ulong bits = 0;
            foreach (string name in text.Split(',', StringSplitOptions.TrimEntries))
            {
                if (!Enumeration<T, TNames>.TryFind(name, StringComparison.Ordinal, out T flag) && !Enumeration<T, TNames>.TryFind(name, StringComparison.OrdinalIgnoreCase, out flag))
                    return false;
                bits |= EnumBits.Of(flag);
            }

            result = EnumBits.To<T>(bits);
            return true;
        }

        private static bool TryReadNumber(in ToolValue value, out T result)
        {
            result = default;
            if (!value.TryGetNumber(System.Globalization.NumberStyles.None, out ulong number))
                return false;

            ulong known = 0;
            foreach (ToolEnumMember<T> member in TNames.Members)
                known |= EnumBits.Of(member.Value);
            result = EnumBits.To<T>(number);
            return (number & ~known) == 0 && EnumBits.Of(result) == number;
        }
    }
}
