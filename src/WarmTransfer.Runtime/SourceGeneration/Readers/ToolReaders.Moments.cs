using System.Globalization;
using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <content>Dates, times and durations.</content>
public static partial class ToolReaders
{
    private static readonly string[] DateTimeFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd",
    ];

    private static readonly string[] TimeFormats = ["HH:mm:ss.FFFFFFF", "HH:mm"];

    /// <summary>Reads an ISO 8601 date.</summary>
    public readonly struct Date : IToolTextReader<Date, DateOnly>
    {
        /// <inheritdoc />
        public static string Expected => "an ISO 8601 date (2030-12-31)";

        static bool IToolTextReader<Date, DateOnly>.TryParse(ReadOnlySpan<char> text, out DateOnly result)
            => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out result);
    }

    /// <summary>Reads an ISO 8601 time of day.</summary>
    public readonly struct Time : IToolTextReader<Time, TimeOnly>
    {
        /// <inheritdoc />
        public static string Expected => "an ISO 8601 time of day (17:30:00)";

        static bool IToolTextReader<Time, TimeOnly>.TryParse(ReadOnlySpan<char> text, out TimeOnly result)
            => TimeOnly.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out result);
    }

    /// <summary>Reads an ISO 8601 date and time; its offset, when it has one, decides the <see cref="DateTimeKind"/>.</summary>
    public readonly struct DateTime : IToolTextReader<DateTime, System.DateTime>
    {
        /// <inheritdoc />
        public static string Expected => "an ISO 8601 date and time (2030-12-31T17:30:00)";

        static bool IToolTextReader<DateTime, System.DateTime>.TryParse(ReadOnlySpan<char> text, out System.DateTime result)
            => System.DateTime.TryParseExact(text, DateTimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out result);
    }

    /// <summary>Reads an ISO 8601 date and time with its offset. Without one it could be anybody's clock, so it is refused.</summary>
    public readonly struct DateTimeOffset : IToolTextReader<DateTimeOffset, System.DateTimeOffset>
    {
        private const int DateLength = 10;
        private const int SecondsLength = 19;
        private const int MaxFractionLength = 8;
        private const int OffsetLength = 6;

        /// <inheritdoc />
        public static string Expected => "an ISO 8601 date and time with its offset (2030-12-31T17:30:00+01:00)";

        static bool IToolTextReader<DateTimeOffset, System.DateTimeOffset>.TryParse(ReadOnlySpan<char> text, out System.DateTimeOffset result)
        {
            result = default;
            var hasOffset = text.EndsWith('Z') || text.LastIndexOfAny('+', '-') >= DateLength;
            return hasOffset && System.DateTimeOffset.TryParseExact(text, DateTimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out result);
        }

        /// <inheritdoc />
        public static bool TryReadExact(object? value, out System.DateTimeOffset result)
            => ToolArguments.TryReadExact<System.DateTimeOffset, DateTimeOffset>(value, out result);

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, out System.DateTimeOffset result)
        {
            result = default;
            return json.TokenType == JsonTokenType.String && IsInternetTime(json.ValueSpan) && json.TryGetDateTimeOffset(out result);
        }

        // The form of RFC 3339, which is what the schema asks for, with as many digits as fit. JSON's own reader is several times as
        // fast as one by formats, but takes times without an offset for local ones.
        private static bool IsInternetTime(ReadOnlySpan<byte> text)
        {
            var length = text switch
            {
                [.., (byte)'Z'] => text.Length - 1,
                [.., (byte)'+' or (byte)'-', _, _, (byte)':', _, _] => text.Length - OffsetLength,
                _ => 0,
            };
            return length is >= SecondsLength and <= SecondsLength + MaxFractionLength;
        }
    }

    /// <summary>Reads a duration: ISO 8601, or hours, minutes and seconds. Never a bare number, whose unit would be a guess.</summary>
    public readonly struct Duration : IToolTextReader<Duration, TimeSpan>
    {
        /// <inheritdoc />
        public static string Expected => "a duration, in ISO 8601 (PT1H30M) or as hh:mm:ss";

        static bool IToolTextReader<Duration, TimeSpan>.TryParse(ReadOnlySpan<char> text, out TimeSpan result)
            => IsoDuration.TryParse(text, out result)
                || (text.Count(':') == 2 && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out result));
    }
}
