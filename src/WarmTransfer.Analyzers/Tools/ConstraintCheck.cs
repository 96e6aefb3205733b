using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>Holds a parameter's default value against the parameter's own constraints.</summary>
/// <remarks>Only what is certain: a constraint it cannot judge, it takes for met.</remarks>
internal sealed class ConstraintCheck(object constant, DefaultModel fallback, ITypeSymbol type, ValueModel value, IEnumerable<EnumModel> enums)
{
    private readonly string? _text = constant as string;

    /// <summary>The first of the attributes that the default value does not meet, as it is written: <c>Range</c>.</summary>
    public string? FirstBroken(IEnumerable<AttributeData> attributes)
        => attributes.Where(attribute => ConstraintParser.IsConstraint(attribute) && !IsMet(attribute)).Select(ConstraintParser.Name).FirstOrDefault();

    private bool IsMet(AttributeData attribute) => ConstraintParser.Name(attribute) switch
    {
        "Range" => IsInRange(attribute),
        "StringLength" => HasLength(attribute.Named("MinimumLength")?.Value as int?, ConstraintParser.Number(attribute, 0)),
        "MinLength" => HasLength(ConstraintParser.Number(attribute, 0), null),
        "MaxLength" => HasLength(null, ConstraintParser.Number(attribute, 0)),
        "Length" => HasLength(ConstraintParser.Number(attribute, 0), ConstraintParser.Number(attribute, 1)),
        "RegularExpression" => Matches(attribute.FirstText()),
        "AllowedValues" => fallback.Json is null || Values(attribute).Contains(fallback.Json),
        "DeniedValues" => fallback.Json is null || !Values(attribute).Contains(fallback.Json),
        "Required" => _text is null || !string.IsNullOrWhiteSpace(_text) || attribute.Named("AllowEmptyStrings")?.Value is true,
        _ => true,
    };

    private bool IsInRange(AttributeData attribute)
    {
        if (value.Kind is not (ValueKind.Integer or ValueKind.FloatingPoint or ValueKind.Decimal)
            || !decimal.TryParse(fallback.Json, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            || NumberRange.Parse(attribute, value.Kind == ValueKind.Integer) is not { } range)
            return true;
        bool isBelow = number < range.Minimum || (range.IsMinimumExclusive && number == range.Minimum);
        bool isAbove = number > range.Maximum || (range.IsMaximumExclusive && number == range.Maximum);
        return !isBelow && !isAbove;
    }

    // [MaxLength] without a number sets none.
    private bool HasLength(int? minimum, int? maximum)
        => _text is null || !(_text.Length < minimum) && !(maximum >= 0 && _text.Length > maximum);

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

    private IEnumerable<string?> Values(AttributeData attribute)
        => attribute.ConstructorArguments.Where(argument => argument.Kind == TypedConstantKind.Array && !argument.IsNull).SelectMany(argument => argument.Values)
            .Where(item => item is { Kind: not TypedConstantKind.Array, IsNull: false }).Select(item => DefaultParser.Parse(item.Value, type, value, enums)?.Json);
}
