using System.Globalization;
using System.Xml;
using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>The bounds of a <c>[Range(typeof(DateOnly), "2030-01-01", "2030-12-31")]</c> on a date, a time or a duration.</summary>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The most.</param>
/// <remarks>Read by the invariant culture, so that they mean the same on every machine.</remarks>
internal sealed record MomentRange(MomentRange.Bound Minimum, MomentRange.Bound Maximum)
{
    public static bool IsOf(ValueKind kind) => kind is ValueKind.Date or ValueKind.Time or ValueKind.DateTime or ValueKind.DateTimeOffset or ValueKind.Duration;

    /// <returns>Null when the bounds are not of the type, or leave no value.</returns>
    public static MomentRange? Parse(AttributeData attribute, ITypeSymbol type, ValueKind kind)
    {
        if (attribute.ConstructorArguments.Length != 3 || attribute.ConstructorArguments[0].Value is not ITypeSymbol operand || !operand.Is(type)
            || Parse(attribute.ConstructorArguments[1].Value as string, kind) is not { } minimum
            || Parse(attribute.ConstructorArguments[2].Value as string, kind) is not { } maximum)
            return null;
        return minimum.Ticks <= maximum.Ticks ? new(minimum, maximum) : null;
    }

    private static Bound? Parse(string? text, ValueKind kind) => kind switch
    {
        ValueKind.Date when Moment(text) is { TimeOfDay.Ticks: 0 } date => Of(date, "yyyy-MM-dd", Invariant($"new global::System.DateOnly({date.Year}, {date.Month}, {date.Day})")),
        ValueKind.Time when Duration(text) is { Ticks: >= 0 and < TimeSpan.TicksPerDay } time => new(time.Ticks, time.ToString("c", CultureInfo.InvariantCulture), Invariant($"new global::System.TimeOnly({time.Ticks}L)")),
        ValueKind.DateTime when Moment(text) is { } moment => Of(moment, "yyyy-MM-ddTHH:mm:ss.FFFFFFF", Invariant($"new global::System.DateTime({moment.Ticks}L)")),
        ValueKind.DateTimeOffset when Instant(text) is { } instant => Of(instant, "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", Invariant($"new global::System.DateTimeOffset({instant.Ticks}L, global::System.TimeSpan.Zero)")),
        ValueKind.Duration when Duration(text) is { } duration => new(duration.Ticks, duration.ToString("c", CultureInfo.InvariantCulture), Invariant($"new global::System.TimeSpan({duration.Ticks}L)")),
        _ => null,
    };

    private static Bound Of(DateTime moment, string format, string expression) => new(moment.Ticks, moment.ToString(format, CultureInfo.InvariantCulture), expression);

    private static DateTime? Moment(string? text)
        => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault, out DateTime moment) && moment.Year > 1 ? moment : null;

    // Without an offset, a time of UTC: that of the machine would differ from one to the next.
    private static DateTime? Instant(string? text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) ? moment.UtcDateTime : null;

    private static TimeSpan? Duration(string? text)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan duration))
            return duration;
        try
        {
            return text is null ? null : XmlConvert.ToTimeSpan(text);
        }
        catch (FormatException)
        {
            return null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>One end of the range.</summary>
    /// <param name="Ticks">To compare it with the other.</param>
    /// <param name="Text">As the model reads it.</param>
    /// <param name="Expression">As C#.</param>
    internal sealed record Bound(long Ticks, string Text, string Expression);
}
