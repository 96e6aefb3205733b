using System.Globalization;

namespace WarmTransfer.Generators;

/// <summary>Writes dates, times and durations, as C# and in words.</summary>
internal static class Moments
{
    public static string Expression(long ticks, ValueKind kind)
    {
        var number = ticks.ToString(CultureInfo.InvariantCulture) + "L";
        return kind switch
        {
            ValueKind.Date => FormattableString.Invariant($"new global::System.DateOnly({new DateTime(ticks):yyyy, M, d})"),
            ValueKind.Time => $"new global::System.TimeOnly({number})",
            ValueKind.DateTime => $"new global::System.DateTime({number})",
            ValueKind.DateTimeOffset => $"new global::System.DateTimeOffset({number}, global::System.TimeSpan.Zero)",
            ValueKind.Duration => $"new global::System.TimeSpan({number})",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    /// <summary>As the model reads it: a duration as hh:mm:ss, all else in ISO 8601.</summary>
    public static string Words(long ticks, ValueKind kind) => kind switch
    {
        ValueKind.Date => new DateTime(ticks).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ValueKind.DateTime => new DateTime(ticks).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        ValueKind.DateTimeOffset => new DateTime(ticks).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
        ValueKind.Time or ValueKind.Duration => new TimeSpan(ticks).ToString("c", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
