using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Holds a parameter's default value against the parameter's own constraints.</summary>
/// <remarks>Only what is certain: a constraint it cannot judge, it takes for met.</remarks>
internal sealed class ConstraintCheck(object constant, ConstantModel fallback, ITypeSymbol type, ValueModel value)
{
    private readonly string? _text = constant as string;

    /// <summary>The first of the attributes that the default value does not meet, as it is written: <c>Range</c>.</summary>
    public string? FirstBroken(IEnumerable<AttributeData> attributes)
        => attributes.Where(attribute => ConstraintParser.IsConstraint(attribute) && !IsMet(attribute)).Select(ConstraintParser.Name).FirstOrDefault();

    private bool IsMet(AttributeData attribute) => ConstraintParser.Name(attribute) switch
    {
        "Range" => IsInRange(attribute),
        "StringLength" or "MinLength" or "MaxLength" or "Length" => HasLength(LengthParser.Bounds(attribute)),
        "RegularExpression" => Matches(attribute.FirstText()),
        "AllowedValues" => !fallback.IsJson || ValueListParser.Values(attribute, type, value).Contains(fallback),
        "DeniedValues" => !fallback.IsJson || !ValueListParser.Values(attribute, type, value).Contains(fallback),
        "Required" => _text is null || !string.IsNullOrWhiteSpace(_text) || attribute.Named("AllowEmptyStrings")?.Value is true,
        _ => true,
    };

    private bool IsInRange(AttributeData attribute)
    {
        if (value.Kind is not (ValueKind.Integer or ValueKind.FloatingPoint or ValueKind.Decimal)
            || !decimal.TryParse(fallback.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || NumberRange.Parse(attribute, value.Kind == ValueKind.Integer) is not { } range)
            return true;
        var isBelow = number < range.Minimum || (range.IsMinimumExclusive && number == range.Minimum);
        var isAbove = number > range.Maximum || (range.IsMaximumExclusive && number == range.Maximum);
        return !isBelow && !isAbove;
    }

    private bool HasLength((int? Minimum, int? Maximum) bounds)
        => _text is null || !(_text.Length < bounds.Minimum) && !(bounds.Maximum >= 0 && _text.Length > bounds.Maximum);

    private bool Matches(string? pattern)
    {
        if (_text is null || pattern is null)
            return true;
        try
        {
            return Regex.IsMatch(_text, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (Exception exception) when (exception is ArgumentException or RegexMatchTimeoutException)
        {
            // No pattern, which is reported as such, or one that takes too long to tell.
            return true;
        }
    }
}
