using System.Globalization;

namespace WarmTransfer.SourceGeneration;

/// <summary>Reads ISO 8601 durations (<c>PT1H30M</c>).</summary>
/// <remarks>Not <c>XmlConvert</c>: that one throws for every text that is none, and counts a month as 30 days, which nobody said.</remarks>
internal static class IsoDuration
{
    private const string Units = "WDHMS";

    // More of any unit than this is beyond what a TimeSpan holds.
    private const decimal MaxCount = 10_000_000_000_000m;

    private static readonly long[] TicksPerUnit = [7 * TimeSpan.TicksPerDay, TimeSpan.TicksPerDay, TimeSpan.TicksPerHour, TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond];

    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan result)
    {
        result = default;
        var isNegative = text.StartsWith('-');
        ReadOnlySpan<char> rest = isNegative ? text[1..] : text;
        if (!rest.StartsWith('P') || !TryReadParts(rest[1..], out var ticks))
            return false;
        if (isNegative)
            ticks = -ticks;
        if (ticks is < long.MinValue or > long.MaxValue)
            return false;
        result = new((long)ticks);
        return true;
    }

    // Largest unit first, each once, at least one; a fraction only in the last.
    private static bool TryReadParts(ReadOnlySpan<char> rest, out decimal ticks)
    {
        ticks = 0;
        var isTime = false;
        var last = -1;
        do
        {
            if (!isTime && rest.StartsWith('T'))
            {
                isTime = true;
                rest = rest[1..];
            }

            var length = rest.IndexOfAnyExcept("0123456789.");
            if (length <= 0 || !decimal.TryParse(rest[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) || count > MaxCount)
                return false;
            var unit = Units.IndexOf(rest[length]);
            var isInPlace = unit > last && isTime == (unit >= Units.IndexOf('H'));
            var isFractionInside = rest[..length].Contains('.') && rest.Length > length + 1;
            if (!isInPlace || isFractionInside)
                return false;
            ticks += count * TicksPerUnit[unit];
            last = unit;
            rest = rest[(length + 1)..];
        }
        while (!rest.IsEmpty);
        return true;
    }
}
