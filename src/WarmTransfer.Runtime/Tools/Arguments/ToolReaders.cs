using System.Buffers.Text;
using System.Collections;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace WarmTransfer;

/// <summary>Readers of the types a model can send. For generated code.</summary>
/// <remarks>
/// Models send odd JSON (numbers in strings, phone numbers as numbers, lists as JSON text). Whatever has one meaning is taken;
/// whatever has to be guessed at is refused. Numbers are read in the invariant culture.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ToolReaders
{
    private static bool IsBoxed<T>(object? value, out T result)
        where T : struct
    {
        result = value is T known ? known : default;
        return value is T;
    }

    /// <summary>Reads text. A number keeps the digits it was sent with: phone numbers and extensions come as numbers.</summary>
    public readonly struct Text : IToolValueReader<string>
    {
        /// <inheritdoc />
        public static string Expected => "a string";

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, [MaybeNullWhen(false)] out string result)
        {
            result = value.ScalarText();
            return result is not null || problems.Add(Expected, value);
        }

        /// <inheritdoc />
        public static bool TryReadExact(object? value, [MaybeNullWhen(false)] out string result)
        {
            result = value as string;
            if (value is JsonElement element && ToolValue.Raw(element) is [(byte)'"', .. ReadOnlySpan<byte> content, (byte)'"'])
                result = PlainText.Read(content) ?? ToolValue.Text(element);
            return result is not null;
        }

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, [MaybeNullWhen(false)] out string result)
        {
            result = json.TokenType == JsonTokenType.String ? PlainText.Read(json.ValueSpan) ?? ToolValue.Text(ref json) : null;
            return result is not null;
        }
    }

    /// <summary>Reads true or false, also as text. Numbers are not taken: whether 1 means yes is a guess.</summary>
    public readonly struct Boolean : IToolValueReader<bool>
    {
        /// <inheritdoc />
        public static string Expected => "true or false";

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, out bool result)
        {
            result = value.Kind == JsonValueKind.True;
            if (value.Kind is JsonValueKind.True or JsonValueKind.False)
                return true;
            return (value.Kind == JsonValueKind.String && bool.TryParse(value.ScalarText(), out result)) || problems.Add(Expected, value);
        }

        /// <inheritdoc />
        public static bool TryReadExact(object? value, out bool result)
        {
            if (value is not JsonElement element)
                return IsBoxed(value, out result);
            JsonValueKind kind = element.ValueKind;
            result = kind == JsonValueKind.True;
            return result || kind == JsonValueKind.False;
        }

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, out bool result)
        {
            result = json.TokenType == JsonTokenType.True;
            return result || json.TokenType == JsonTokenType.False;
        }
    }

    /// <summary>Reads a whole number: <c>5</c>, <c>5.0</c>, <c>"5"</c>, <c>" 5 "</c>.</summary>
    /// <typeparam name="T">The number's type.</typeparam>
    public readonly struct Integer<T> : IToolValueReader<T>
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        /// <inheritdoc />
        public static string Expected => string.Create(CultureInfo.InvariantCulture, $"a whole number from {T.MinValue} to {T.MaxValue}");

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, out T result)
            => value.TryGetNumber(NumberStyles.AllowLeadingSign, out result) || TryReadFraction(value, out result) || problems.Add(Expected, value);

        /// <inheritdoc />
        public static bool TryReadExact(object? value, out T result)
        {
            if (value is JsonElement element)
                return TryParse(ToolValue.Raw(element), out result);
            return IsBoxed(value, out result);
        }

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, out T result)
        {
            if (json.TokenType == JsonTokenType.Number)
                return TryParse(json.ValueSpan, out result);
            result = default;
            return false;
        }

        // From the bytes, which tell the kind as well: looking at the kind first would cost half as much again.
        private static bool TryParse(ReadOnlySpan<byte> json, out T result)
        {
            if (typeof(T) != typeof(int))
                return T.TryParse(json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out result);
            bool isRead = Utf8Parser.TryParse(json, out int number, out int length) && length == json.Length;
            result = (T)(object)number;
            return isRead;
        }

        // 5.0 and 5e0 are whole numbers too. Decimal, because a double would round 9007199254740993.0.
        private static bool TryReadFraction(in ToolValue value, out T result)
        {
            result = default;
            if (!value.TryGetNumber(NumberStyles.Float, out decimal number) || !decimal.IsInteger(number))
                return false;
            if (number < decimal.CreateSaturating(T.MinValue) || number > decimal.CreateSaturating(T.MaxValue))
                return false;
            result = T.CreateTruncating(number);
            return true;
        }
    }

    /// <summary>Reads a number with a fraction; never NaN or infinity.</summary>
    /// <typeparam name="T">The number's type.</typeparam>
    public readonly struct Real<T> : IToolValueReader<T>
        where T : struct, INumber<T>
    {
        /// <inheritdoc />
        public static string Expected => "a number";

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, out T result)
            => (value.TryGetNumber(NumberStyles.Float, out result) && T.IsFinite(result)) || problems.Add(Expected, value);

        /// <inheritdoc />
        public static bool TryReadExact(object? value, out T result)
        {
            if (value is JsonElement element)
                return TryParse(ToolValue.Raw(element), out result);
            return IsBoxed(value, out result) && T.IsFinite(result);
        }

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, out T result)
        {
            if (json.TokenType == JsonTokenType.Number)
                return TryParse(json.ValueSpan, out result);
            result = default;
            return false;
        }

        private static bool TryParse(ReadOnlySpan<byte> number, out T result)
            => T.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out result) && T.IsFinite(result);
    }

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
                return IsBoxed(value, out result);
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
            string? text = value.ScalarText()?.Trim();
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

    /// <summary>Reads a value that may be null.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <typeparam name="TReader">What reads it.</typeparam>
    public readonly struct NullableValue<T, TReader> : IToolValueReader<T?>
        where T : struct
        where TReader : IToolValueReader<T>
    {
        /// <inheritdoc />
        public static string Expected => TReader.Expected + ", or null";

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, out T? result)
        {
            result = null;
            if (value.Kind == JsonValueKind.Null)
                return true;
            if (!TReader.TryRead(value, ref problems, out T known))
                return false;
            result = known;
            return true;
        }

        /// <inheritdoc />
        public static bool TryReadExact(object? value, out T? result)
        {
            bool isRead = TReader.TryReadExact(value, out T known);
            result = isRead ? known : null;
            return isRead || value is null or JsonElement { ValueKind: JsonValueKind.Null };
        }

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, out T? result)
        {
            result = null;
            if (json.TokenType == JsonTokenType.Null)
                return true;
            if (!TReader.TryReadExact(ref json, out T known))
                return false;
            result = known;
            return true;
        }
    }

    /// <summary>Reads a reference that may be null.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <typeparam name="TReader">What reads it.</typeparam>
    public readonly struct NullableReference<T, TReader> : IToolValueReader<T?>
        where T : class
        where TReader : IToolValueReader<T>
    {
        /// <inheritdoc />
        public static string Expected => TReader.Expected + ", or null";

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, out T? result)
        {
            result = null;
            return value.Kind == JsonValueKind.Null || TReader.TryRead(value, ref problems, out result);
        }

        /// <inheritdoc />
        public static bool TryReadExact(object? value, out T? result)
            => TReader.TryReadExact(value, out result) || value is null or JsonElement { ValueKind: JsonValueKind.Null };

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, out T? result)
        {
            result = null;
            return json.TokenType == JsonTokenType.Null || TReader.TryReadExact(ref json, out result);
        }
    }

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
        {
            if (value.Is(out result))
                return true;
            bool isRead = Items<T, TReader>.TryRead(value, ref problems, out List<T>? items);
            result = items?.ToArray();
            return isRead;
        }

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, [MaybeNullWhen(false)] out T[] result)
        {
            bool isRead = Items<T, TReader>.TryReadExact(ref json, out List<T>? items);
            result = items?.ToArray();
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
        {
            if (value.Is(out result))
                return true;
            bool isRead = Items<T, TReader>.TryRead(value, ref problems, out List<T>? items);
            result = (TSequence?)(object?)items;
            return isRead;
        }

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, [MaybeNullWhen(false)] out TSequence result)
        {
            bool isRead = Items<T, TReader>.TryReadExact(ref json, out List<T>? items);
            result = (TSequence?)(object?)items;
            return isRead;
        }
    }

    private static class Items<T, TReader>
        where TReader : IToolValueReader<T>
    {
        public static string Expected => "an array, each item " + TReader.Expected;

        public static bool TryRead(in ToolValue value, ref ToolProblems problems, [NotNullWhen(true)] out List<T>? result)
        {
            int before = problems.Count;
            result = [];
            if (value.TryGetJsonArray(out JsonElement array))
            {
                foreach (JsonElement item in array.EnumerateArray())
                    Add(result, new(item), ref problems);
            }
            else if (value.Kind == JsonValueKind.Array && value.Is<IEnumerable>(out var items))
            {
                foreach (object? item in items)
                    Add(result, new(item), ref problems);
            }
            else
            {
                problems.Add(Expected, value);
            }

            if (problems.Count == before)
                return true;
            result = null;
            return false;
        }

        public static bool TryReadExact(ref Utf8JsonReader json, [NotNullWhen(true)] out List<T>? result)
        {
            result = null;
            if (json.TokenType != JsonTokenType.StartArray)
                return false;

            Utf8JsonReader ahead = json;
            List<T> items = [];
            while (ahead.Read() && ahead.TokenType != JsonTokenType.EndArray)
            {
                if (!TReader.TryReadExact(ref ahead, out T? item))
                    return false;
                items.Add(item);
            }

            json = ahead;
            result = items;
            return true;
        }

        private static void Add(List<T> list, in ToolValue item, ref ToolProblems problems)
        {
            int before = problems.Count;
            TReader.TryRead(item, ref problems, out T? value);
            if (problems.Count > before)
                problems.Locate(before, string.Create(CultureInfo.InvariantCulture, $"[{list.Count}]"));

            // Added also when it is wrong, so that the next one's place is right.
            list.Add(value!);
        }
    }
}
