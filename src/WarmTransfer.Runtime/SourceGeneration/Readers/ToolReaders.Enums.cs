using System.Globalization;
using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <content>Enums.</content>
public static partial class ToolReaders
{
    /// <summary>Reads an enum by its members' names, whatever their case, or by a number one of them has.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <typeparam name="TNames">Its names.</typeparam>
    public readonly struct Enumeration<T, TNames> : IToolValueReader<T>
        where T : struct, Enum
        where TNames : IToolEnum<T>
    {
        /// <inheritdoc />
        public static string Expected
        {
            get
            {
                List<string> names = [];
                foreach (ToolEnumMember<T> member in TNames.Members)
                    names.Add(member.Name);
                return "one of: " + string.Join(", ", names);
            }
        }

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, out T result)
            => value.Is(out result) || TryReadName(value, out result) || TryReadNumber(value, out result) || problems.Add(Expected, value);

        /// <inheritdoc />
        public static bool TryReadExact(object? value, out T result)
        {
            if (value is not JsonElement element)
                return ToolArguments.IsOfType(value, out result);
            result = default;
            return ToolValue.Raw(element) is [(byte)'"', .. ReadOnlySpan<byte> name, (byte)'"'] && TNames.TryFind(name, out result);
        }

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, out T result)
        {
            if (json.TokenType == JsonTokenType.String)
                return TNames.TryFind(json.ValueSpan, out result);
            result = default;
            return false;
        }

        private static bool TryReadName(in ToolValue value, out T result)
        {
            result = default;
            if (value.Kind != JsonValueKind.String)
                return false;

            foreach (ToolEnumMember<T> member in TNames.Members)
            {
                if (!value.IsPlainText(member.Name))
                    continue;
                result = member.Value;
                return true;
            }

            // Only now a string of its own: models seldom change a name they were given.
            var text = value.ScalarText()?.Trim();
            return text is not null && (TryFind(text, StringComparison.Ordinal, out result) || TryFind(text, StringComparison.OrdinalIgnoreCase, out result));
        }

        internal static bool TryFind(string text, StringComparison comparison, out T result)
        {
            foreach (ToolEnumMember<T> member in TNames.Members)
            {
                if (!text.Equals(member.Name, comparison) && !text.Equals(member.MemberName, comparison))
                    continue;
                result = member.Value;
                return true;
            }

            result = default;
            return false;
        }

        private static bool TryReadNumber(in ToolValue value, out T result)
        {
            result = default;
            if (!value.TryGetNumber(NumberStyles.Float, out decimal number))
                return false;

            foreach (ToolEnumMember<T> member in TNames.Members)
            {
                if (Convert.ToDecimal(member.Value, CultureInfo.InvariantCulture) != number)
                    continue;
                result = member.Value;
                return true;
            }

            return false;
        }
    }
}
