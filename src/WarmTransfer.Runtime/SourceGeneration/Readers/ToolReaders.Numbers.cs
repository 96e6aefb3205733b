using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <content>Numbers.</content>
public static partial class ToolReaders
{
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
            return ToolArguments.IsOfType(value, out result);
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
            var isRead = Utf8Parser.TryParse(json, out int number, out var length) && length == json.Length;
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
        // With a point among them, that many characters are 28 digits at most, which a decimal holds.
        private const int MaxExactLength = 29;

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
            return ToolArguments.IsOfType(value, out result) && T.IsFinite(result);
        }

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, out T result)
        {
            if (json.TokenType == JsonTokenType.Number)
                return TryParse(json.ValueSpan, out result);
            result = default;
            return false;
        }

        // The usual types by their own parsers, which need no culture. That of decimals rounds otherwise, so it gets what needs no rounding.
        private static bool TryParse(ReadOnlySpan<byte> json, out T result)
        {
            if (typeof(T) == typeof(decimal) && json.Length <= MaxExactLength && !json.ContainsAny((byte)'e', (byte)'E'))
            {
                var isRead = Utf8Parser.TryParse(json, out decimal number, out var length) && length == json.Length;
                result = (T)(object)number;
                return isRead;
            }

            if (typeof(T) == typeof(double))
            {
                var isRead = Utf8Parser.TryParse(json, out double number, out var length) && length == json.Length && double.IsFinite(number);
                result = (T)(object)number;
                return isRead;
            }

            return T.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out result) && T.IsFinite(result);
        }
    }
}
