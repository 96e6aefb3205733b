using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Xml;

namespace WarmTransfer.SourceGeneration;

/// <summary>Writers of the types JSON has no need of generated code for. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ToolWriters
{
    /// <summary>Writes text.</summary>
    public readonly struct Text : IToolValueWriter<string?>
    {
        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, string? value) => writer.WriteStringValue(value);
    }

    /// <summary>Writes one character as a string.</summary>
    public readonly struct Character : IToolValueWriter<char>
    {
        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, char value) => writer.WriteStringValue(new ReadOnlySpan<char>(in value));
    }

    /// <summary>Writes bytes as base64.</summary>
    public readonly struct Bytes : IToolValueWriter<byte[]>
    {
        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, byte[] value) => writer.WriteBase64StringValue(value);
    }

    /// <summary>Writes true or false.</summary>
    public readonly struct Boolean : IToolValueWriter<bool>
    {
        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);
    }

    /// <summary>Writes a number; what JSON has no number for (NaN, infinity) as its name in a string.</summary>
    /// <typeparam name="T">The number's type.</typeparam>
    public readonly struct Number<T> : IToolValueWriter<T>
        where T : struct, INumberBase<T>
    {
        // The longest number is a double's 24 characters or an Int128's 40.
        private const int MaxLength = 64;

        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, T value)
        {
            Span<byte> digits = stackalloc byte[MaxLength];
            var isWritten = value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
            if (isWritten && T.IsFinite(value))
                writer.WriteRawValue(digits[..length]);
            else
                writer.WriteStringValue(value.ToString(null, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Writes a GUID as <c>xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx</c>.</summary>
    public readonly struct Guid : IToolValueWriter<System.Guid>
    {
        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, System.Guid value) => writer.WriteStringValue(value);
    }

    /// <summary>Writes a URI as it was given.</summary>
    public readonly struct Uri : IToolValueWriter<System.Uri?>
    {
        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, System.Uri? value) => writer.WriteStringValue(value?.OriginalString);
    }

    /// <summary>Writes a date, a time, or both as ISO 8601.</summary>
    /// <typeparam name="T">The type of date or time.</typeparam>
    public readonly struct Moment<T> : IToolValueWriter<T>
        where T : struct, ISpanFormattable
    {
        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, T value) => writer.WriteStringValue(value.ToString("O", CultureInfo.InvariantCulture));
    }

    /// <summary>Writes a time span as an ISO 8601 duration (<c>PT1H30M</c>).</summary>
    public readonly struct Duration : IToolValueWriter<TimeSpan>
    {
        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, TimeSpan value) => writer.WriteStringValue(XmlConvert.ToString(value));
    }

    /// <summary>Writes JSON as it is.</summary>
    public readonly struct Json : IToolValueWriter<JsonElement>
    {
        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Undefined)
                writer.WriteNullValue();
            else
                value.WriteTo(writer);
        }
    }

    /// <summary>Writes an enum as its member's name; a value without one as its number or list of names.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <typeparam name="TNames">Its names.</typeparam>
    public readonly struct Enumeration<T, TNames> : IToolValueWriter<T>
        where T : struct, Enum
        where TNames : IToolEnum<T>
    {
        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, T value)
        {
            foreach (ToolEnumMember<T> member in TNames.Members)
            {
                if (EqualityComparer<T>.Default.Equals(member.Value, value))
                {
                    writer.WriteStringValue(member.Name);
                    return;
                }
            }

            writer.WriteStringValue(value.ToString());
        }
    }

    /// <summary>Writes a flags enum as an array of names: the members that make it up, those with the most bits first; bits that are no member's as a number.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <typeparam name="TNames">Its names.</typeparam>
    public readonly struct Flags<T, TNames> : IToolValueWriter<T>
        where T : struct, Enum
        where TNames : IToolEnum<T>
    {
        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, T value)
        {
            writer.WriteStartArray();
            var bits = EnumBits.Of(value);
            while (TryTake(bits, EnumBits.Of(value), out ToolEnumMember<T> member))
            {
                writer.WriteStringValue(member.Name);
                bits &= ~EnumBits.Of(member.Value);
            }

            if (bits != 0)
                writer.WriteNumberValue(bits);
            writer.WriteEndArray();
        }

        private static bool TryTake(ulong bits, ulong whole, out ToolEnumMember<T> largest)
        {
            largest = default;
            var most = 0;
            foreach (ToolEnumMember<T> member in TNames.Members)
            {
                var own = EnumBits.Of(member.Value);
                var count = BitOperations.PopCount(own & bits);
                if ((own & ~whole) != 0 || count <= most)
                    continue;
                (most, largest) = (count, member);
            }

            return most > 0;
        }
    }

    /// <summary>Writes a value that may be missing.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <typeparam name="TWriter">What writes it.</typeparam>
    public readonly struct NullableValue<T, TWriter> : IToolValueWriter<T?>
        where T : struct
        where TWriter : IToolValueWriter<T>
    {
        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, T? value)
        {
            if (value is { } known)
                TWriter.Write(writer, known);
            else
                writer.WriteNullValue();
        }
    }

    /// <summary>Writes a reference that may be null.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <typeparam name="TWriter">What writes it.</typeparam>
    public readonly struct NullableReference<T, TWriter> : IToolValueWriter<T?>
        where T : class
        where TWriter : IToolValueWriter<T>
    {
        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, T? value)
        {
            if (value is not null)
                TWriter.Write(writer, value);
            else
                writer.WriteNullValue();
        }
    }

    /// <summary>Writes a sequence as an array.</summary>
    /// <typeparam name="TSequence">The sequence's type.</typeparam>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <typeparam name="TWriter">What writes an item.</typeparam>
    public readonly struct Sequence<TSequence, T, TWriter> : IToolValueWriter<TSequence>
        where TSequence : IEnumerable<T>
        where TWriter : IToolValueWriter<T>
    {
        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, TSequence value)
        {
            writer.WriteStartArray();
            foreach (T item in value)
                TWriter.Write(writer, item);
            writer.WriteEndArray();
        }
    }

    /// <summary>Writes a dictionary as an object.</summary>
    /// <typeparam name="TMap">The dictionary's type.</typeparam>
    /// <typeparam name="T">The values' type.</typeparam>
    /// <typeparam name="TWriter">What writes a value.</typeparam>
    public readonly struct Map<TMap, T, TWriter> : IToolValueWriter<TMap>
        where TMap : IEnumerable<KeyValuePair<string, T>>
        where TWriter : IToolValueWriter<T>
    {
        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, TMap value)
        {
            writer.WriteStartObject();
            foreach (KeyValuePair<string, T> pair in value)
            {
                writer.WritePropertyName(pair.Key);
                TWriter.Write(writer, pair.Value);
            }

            writer.WriteEndObject();
        }
    }
}
