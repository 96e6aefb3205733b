using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Reads <c>[StringLength]</c>, <c>[MinLength]</c>, <c>[MaxLength]</c> and <c>[Length]</c>.</summary>
internal static class LengthParser
{
    public static bool TryParse(AttributeData attribute, ValueKind kind, out ConstraintModel? constraint)
    {
        constraint = null;
        var isText = kind == ValueKind.Text;
        var hasLength = isText || kind is ValueKind.Bytes or ValueKind.Array or ValueKind.Sequence or ValueKind.Set or ValueKind.Map;
        if (!hasLength || (!isText && ConstraintParser.Name(attribute) == "StringLength"))
            return false;

        (var minimum, var maximum) = Bounds(attribute);
        var least = minimum is > 0 ? minimum : null;
        var most = maximum is >= 0 ? maximum : null;
        if (least is not null || most is not null)
            constraint = new LengthConstraint(least, most);
        return true;
    }

    /// <summary>The bounds as they are written. The maximum of <c>[MaxLength]</c> without a number is below zero, and means none.</summary>
    public static (int? Minimum, int? Maximum) Bounds(AttributeData attribute) => ConstraintParser.Name(attribute) switch
    {
        "StringLength" => (attribute.Named("MinimumLength")?.Value as int?, Number(attribute, 0)),
        "MinLength" => (Number(attribute, 0), null),
        "MaxLength" => (null, Number(attribute, 0)),
        _ => (Number(attribute, 0), Number(attribute, 1)),
    };

    private static int? Number(AttributeData attribute, int index)
        => index < attribute.ConstructorArguments.Length ? attribute.ConstructorArguments[index].Value as int? : null;
}
