using System.Globalization;
using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Reads <c>[Range]</c> on numbers.</summary>
internal static class NumberRangeParser
{
    public static bool TryParse(AttributeData attribute, ITypeSymbol type, ValueKind kind, out ConstraintModel? constraint)
    {
        constraint = null;
        var isInteger = kind == ValueKind.Integer;
        if (!(isInteger || kind is ValueKind.FloatingPoint or ValueKind.Decimal) || NumberRange.Parse(attribute, isInteger) is not { } range)
            return false;

        (var least, var most) = isInteger ? ConstantParser.RangeOf(type.SpecialType) : (decimal.MinValue, decimal.MaxValue);
        if (range.Minimum > range.Maximum || range.Minimum > most || range.Maximum < least)
            return false;
        if (range.Minimum is null && range.Maximum is null)
            return true;
        constraint = new NumberRangeConstraint
        {
            Minimum = range.Minimum is { } minimum ? new(Digits(minimum), range.IsMinimumExclusive, IsImplied: minimum <= least) : null,
            Maximum = range.Maximum is { } maximum ? new(Digits(maximum), range.IsMaximumExclusive, IsImplied: maximum >= most) : null,
        };
        return true;
    }

    private static string Digits(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
