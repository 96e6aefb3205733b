using System.Globalization;
using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>The bounds of a <c>[Range]</c>, exact: what does not limit the type is not a bound.</summary>
internal sealed class NumberRange
{
    public decimal? Minimum { get; private set; }

    public decimal? Maximum { get; private set; }

    public bool IsMinimumExclusive { get; private set; }

    public bool IsMaximumExclusive { get; private set; }

    /// <returns>Null when the bounds are no numbers.</returns>
    public static NumberRange? Parse(AttributeData attribute, bool isInteger)
    {
        // [Range(typeof(decimal), "0.1", "9.9")] has the bounds as text.
        object?[] bounds = [.. attribute.ConstructorArguments.Reverse().Take(2).Reverse().Select(argument => argument.Kind == TypedConstantKind.Array ? null : argument.Value)];
        if (bounds.Length < 2 || !TryGetNumber(bounds[0], out var minimum) || !TryGetNumber(bounds[1], out var maximum))
            return null;

        NumberRange range = new()
        {
            Minimum = minimum,
            Maximum = maximum,
            IsMinimumExclusive = attribute.Named("MinimumIsExclusive")?.Value is true,
            IsMaximumExclusive = attribute.Named("MaximumIsExclusive")?.Value is true,
        };
        if (isInteger)
            range.RoundInwards();
        return range;
    }

    // Of whole numbers, above 0.5 is from 1.
    private void RoundInwards()
    {
        if (Minimum is { } minimum)
            Minimum = IsMinimumExclusive ? decimal.Floor(minimum) + 1 : decimal.Ceiling(minimum);
        if (Maximum is { } maximum)
            Maximum = IsMaximumExclusive ? decimal.Ceiling(maximum) - 1 : decimal.Floor(maximum);
        IsMinimumExclusive = IsMaximumExclusive = false;
    }

    // A bound beyond all decimals, as double.MaxValue, is how an attribute says that there is none.
    private static bool TryGetNumber(object? bound, out decimal? number)
    {
        number = bound switch
        {
            int value => value,
            double value when Math.Abs(value) < 1e28 => (decimal)value,
            string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
            _ => null,
        };
        return number is not null || bound is double;
    }
}
