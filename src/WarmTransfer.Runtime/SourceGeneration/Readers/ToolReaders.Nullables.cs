using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <content>Values that may be null.</content>
public static partial class ToolReaders
{
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
            var isRead = TReader.TryReadExact(value, out T known);
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
}
