using System.Globalization;

namespace WarmTransfer;

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

        /// <inheritdoc />
        public static string Expected => "an ISO 8601 date and time with its offset (2030-12-31T17:30:00+01:00)";

        static bool IToolTextReader<DateTimeOffset, System.DateTimeOffset>.TryParse(ReadOnlySpan<char> text, out System.DateTimeOffset result)
        {
            result = default;
            bool hasOffset = text.EndsWith('Z') || text.LastIndexOfAny('+', '-') >= DateLength;
            return hasOffset && System.DateTimeOffset.TryParseExact(text, DateTimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out result);
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
