using System.Globalization;

namespace WarmTransfer;

/// <content>Dates, times and durations.</content>
public static partial class ToolReaders
{
    private static readonly string[] DateTimeFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd",
    ];

    private static readonly string[] OffsetFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mmzzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd HH:mm'Z'",
    ];

    private static readonly string[] TimeFormats = ["HH:mm:ss.FFFFFFF", "HH:mm"];

    /// <summary>Reads an ISO 8601 date.</summary>
    public readonly struct Date : IToolValueReader<DateOnly>
    {
        /// <inheritdoc />
        public static string Expected => "an ISO 8601 date (2030-12-31)";

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, out DateOnly result)
            => value.Is(out result)
                || DateOnly.TryParseExact(TrimmedText(value), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out result)
                || problems.Add(Expected, value);
    }

    /// <summary>Reads an ISO 8601 time of day.</summary>
    public readonly struct Time : IToolValueReader<TimeOnly>
    {
        /// <inheritdoc />
        public static string Expected => "an ISO 8601 time of day (17:30:00)";

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, out TimeOnly result)
            => value.Is(out result)
                || TimeOnly.TryParseExact(TrimmedText(value), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out result)
                || problems.Add(Expected, value);
    }

    /// <summary>Reads an ISO 8601 date and time; its offset, when it has one, decides the <see cref="DateTimeKind"/>.</summary>
    public readonly struct DateTime : IToolValueReader<System.DateTime>
    {
        /// <inheritdoc />
        public static string Expected => "an ISO 8601 date and time (2030-12-31T17:30:00)";

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, out System.DateTime result)
            => value.Is(out result)
                || System.DateTime.TryParseExact(TrimmedText(value), DateTimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out result)
                || problems.Add(Expected, value);
    }

    /// <summary>Reads an ISO 8601 date and time with its offset. Without one it could be anybody's clock, so it is refused.</summary>
    public readonly struct DateTimeOffset : IToolValueReader<System.DateTimeOffset>
    {
        /// <inheritdoc />
        public static string Expected => "an ISO 8601 date and time with its offset (2030-12-31T17:30:00+01:00)";

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, out System.DateTimeOffset result)
            => value.Is(out result)
                || System.DateTimeOffset.TryParseExact(TrimmedText(value), OffsetFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out result)
                || problems.Add(Expected, value);
    }

    /// <summary>Reads a duration: ISO 8601, or hours, minutes and seconds. Never a bare number, whose unit would be a guess.</summary>
    public readonly struct Duration : IToolValueReader<TimeSpan>
    {
        /// <inheritdoc />
        public static string Expected => "a duration, in ISO 8601 (PT1H30M) or as hh:mm:ss";

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, out TimeSpan result)
        {
            if (value.Is(out result))
                return true;
            ReadOnlySpan<char> text = TrimmedText(value);
            return IsoDuration.TryParse(text, out result)
                || (text.Count(':') == 2 && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out result))
                || problems.Add(Expected, value);
        }
    }
}
