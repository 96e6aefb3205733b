using System.Globalization;

namespace WarmTransfer.Generators;

/// <summary>Writes constraints as keywords of a JSON schema.</summary>
internal sealed class ConstraintKeywords(ConstantFormatter constants, bool isStrict)
{
    /// <summary>All that a schema can say of the value's constraints.</summary>
    public IEnumerable<string> All(ValueModel value)
        => value.Constraints is { } set ? set.Constraints.Where(constraint => !IsSaidByAnother(constraint, set)).SelectMany(constraint => Keywords(constraint, value)) : [];

    /// <summary>The constraints that a schema has no keyword for.</summary>
    public IEnumerable<ConstraintModel> Unsaid(ValueModel value)
        => value.Constraints is { } set ? set.Constraints.Where(constraint => !Keywords(constraint, value).Any()) : [];

    // JSON has each keyword once: of [Required] and [MinLength(2)], the length says more.
    private static bool IsSaidByAnother(ConstraintModel constraint, ConstraintSetModel set)
        => constraint is FormatConstraint { Format: TextFormat.NotBlank } && set.Constraints.Any(other => other is LengthConstraint { Minimum: not null });

    private IEnumerable<string> Keywords(ConstraintModel constraint, ValueModel value) => constraint switch
    {
        NumberRangeConstraint range => Range(range),
        LengthConstraint length => Length(length, value.Kind),
        PatternConstraint pattern => [$"\"pattern\":{JsonText.Quote(WholeText(pattern.Pattern))}"],
        FormatConstraint { Format: TextFormat.NotBlank } => ["\"minLength\":1"],
        FormatConstraint { Format: TextFormat.EmailAddress } => ["\"format\":\"email\""],
        FormatConstraint { Format: TextFormat.Url } when value.Kind == ValueKind.Text => ["\"format\":\"uri\""],
        AllowedValuesConstraint allowed => [$"\"enum\":[{List(allowed.Values, value)}{(value.IsNullable ? ",null" : "")}]"],
        DeniedValuesConstraint denied when !isStrict => [$"\"not\":{{\"enum\":[{List(denied.Values, value)}]}}"],

        // There is none for the earliest and the latest, for phone numbers, and for which schemes a URI may have.
        _ => [],
    };

    private static IEnumerable<string> Range(NumberRangeConstraint range)
    {
        if (range.Minimum is { } minimum)
            yield return $"\"{(minimum.IsExclusive ? "exclusiveMinimum" : "minimum")}\":{minimum.Digits}";
        if (range.Maximum is { } maximum)
            yield return $"\"{(maximum.IsExclusive ? "exclusiveMaximum" : "maximum")}\":{maximum.Digits}";
    }

    private static IEnumerable<string> Length(LengthConstraint length, ValueKind kind)
    {
        var what = kind switch
        {
            ValueKind.Text => "Length",
            ValueKind.Map => "Properties",
            ValueKind.Bytes => null,
            _ => "Items",
        };
        if (what is not null && length.Minimum is { } minimum)
            yield return $"\"min{what}\":{minimum.ToString(CultureInfo.InvariantCulture)}";
        if (what is not null && length.Maximum is { } maximum)
            yield return $"\"max{what}\":{maximum.ToString(CultureInfo.InvariantCulture)}";
    }

    // A schema's pattern may match anywhere; the attribute's has to match all of the text.
    private static string WholeText(string pattern)
        => pattern.StartsWith("^", StringComparison.Ordinal) && pattern.EndsWith("$", StringComparison.Ordinal) ? pattern : $"^(?:{pattern})$";

    private string List(EquatableArray<ConstantModel> values, ValueModel value) => string.Join(",", values.Select(item => constants.Json(item, value)));
}
