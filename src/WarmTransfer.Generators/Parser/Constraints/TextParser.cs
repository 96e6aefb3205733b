using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Reads the constraints of text: <c>[RegularExpression]</c>, <c>[EmailAddress]</c>, <c>[Phone]</c>, <c>[Url]</c> and <c>[Required]</c>.</summary>
internal static class TextParser
{
    public static bool TryParse(AttributeData attribute, ValueKind kind, out ConstraintModel? constraint)
    {
        var name = ConstraintParser.Name(attribute);
        var isText = kind == ValueKind.Text;
        constraint = name switch
        {
            "RegularExpression" when isText && attribute.FirstText() is { } pattern && IsRegex(pattern) => new PatternConstraint(pattern),
            "EmailAddress" when isText => new FormatConstraint(TextFormat.EmailAddress),
            "Phone" when isText => new FormatConstraint(TextFormat.Phone),
            "Url" when isText || kind == ValueKind.Uri => new FormatConstraint(TextFormat.Url),

            // That it is there is asked of every parameter that is not nullable; the attribute also wants text to say something.
            "Required" when isText && attribute.Named("AllowEmptyStrings")?.Value is not true => new FormatConstraint(TextFormat.NotBlank),
            _ => null,
        };
        return constraint is not null || name == "Required";
    }

    private static bool IsRegex(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
