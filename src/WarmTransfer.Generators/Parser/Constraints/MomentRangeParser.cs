using System.Globalization;
using System.Xml;
using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Reads <c>[Range(typeof(DateOnly), "2030-01-01", "2030-12-31")]</c> on a date, a time or a duration.</summary>
/// <remarks>Bounds are read in the invariant culture, so that they mean the same on every machine.</remarks>
internal static class MomentRangeParser
{
    public static bool IsOf(ValueKind kind) => kind is ValueKind.Date or ValueKind.Time or ValueKind.DateTime or ValueKind.DateTimeOffset or ValueKind.Duration;

    /// <returns>False when the bounds are not of the type, or leave no value.</returns>
    public static bool TryParse(AttributeData attribute, ITypeSymbol type, ValueKind kind, out ConstraintModel? constraint)
    {
        constraint = null;
        if (attribute.ConstructorArguments.Length != 3 || attribute.ConstructorArguments[0].Value is not ITypeSymbol operand || !operand.Is(type)
            || Ticks(attribute.ConstructorArguments[1].Value as string, kind) is not { } minimum
            || Ticks(attribute.ConstructorArguments[2].Value as string, kind) is not { } maximum
            || minimum > maximum)
            return false;

        constraint = new MomentRangeConstraint
        {
            Minimum = new(minimum, attribute.Named("MinimumIsExclusive")?.Value is true),
            Maximum = new(maximum, attribute.Named("MaximumIsExclusive")?.Value is true),
        };
        return true;
    }

    private static long? Ticks(string? text, ValueKind kind) => kind switch
    {
        ValueKind.Date when Moment(text) is { TimeOfDay.Ticks: 0 } date => date.Ticks,
        ValueKind.Time when Duration(text) is { Ticks: >= 0 and < TimeSpan.TicksPerDay } time => time.Ticks,
        ValueKind.DateTime => Moment(text)?.Ticks,
        ValueKind.DateTimeOffset => Instant(text)?.Ticks,
        ValueKind.Duration => Duration(text)?.Ticks,
        _ => null,
    };

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
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }
}
