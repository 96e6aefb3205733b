using System.Globalization;
using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <content>Enums that are sets of flags.</content>
public static partial class ToolReaders
{
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
            => value.Is(out result) || TryReadText(value, out result) || TryReadNumber(value, out result)
                || Items<T, Enumeration<T, TNames>>.TryRead(value, ref problems, Union, out result);

        private static T Union(List<T> items)
        {
            ulong bits = 0;
            foreach (T item in items)
                bits |= EnumBits.Of(item);
            return EnumBits.To<T>(bits);
        }

        /// <inheritdoc />
        public static bool TryReadExact(object? value, out T result) => ToolArguments.TryReadExact<T, Flags<T, TNames>>(value, out result);

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, out T result)
        {
            if (json.TokenType != JsonTokenType.StartArray)
                return Enumeration<T, TNames>.TryReadExact(ref json, out result);

            ulong bits = 0;
            result = default;
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (!Enumeration<T, TNames>.TryReadExact(ref json, out T item))
                    return false;
                bits |= EnumBits.Of(item);
            }

            result = EnumBits.To<T>(bits);
            return true;
        }

        // "Read, Write" is how .NET itself writes them.
        private static bool TryReadText(in ToolValue value, out T result)
        {
            result = default;
            if (value.Kind != JsonValueKind.String || value.ScalarText()?.Trim() is not { } text)
                return false;

            ulong bits = 0;
            foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
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
