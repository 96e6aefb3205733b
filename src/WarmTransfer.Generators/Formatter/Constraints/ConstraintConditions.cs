using System.Globalization;

namespace WarmTransfer.Generators;

/// <summary>Writes constraints as C#: what is asked of <c>value</c>.</summary>
internal static class ConstraintConditions
{
    private const string Checks = "global::WarmTransfer.SourceGeneration.ToolConstraints.";

    public static string All(ConstraintSetModel set)
    {
        List<PatternConstraint> patterns = [.. set.Constraints.OfType<PatternConstraint>()];
        List<string> conditions = [.. set.Constraints.SelectMany(constraint => constraint is PatternConstraint pattern ? [$"Pattern{patterns.IndexOf(pattern)}.IsMatch(value)"] : Conditions(constraint, set))];
        return conditions.Count == 0 ? "true" : string.Join(" && ", conditions);
    }

    private static IEnumerable<string> Conditions(ConstraintModel constraint, ConstraintSetModel set) => constraint switch
    {
        NumberRangeConstraint range => Range(range, set.TypeName),
        MomentRangeConstraint range => Range(range, set.Kind),
        LengthConstraint length => Length(length, set.Kind),
        FormatConstraint format => [Format(format.Format, set.Kind)],
        AllowedValuesConstraint allowed => [$"value is {AnyOf(allowed.Values, set)}"],
        DeniedValuesConstraint denied => [$"value is not ({AnyOf(denied.Values, set)})"],
        _ => throw new ArgumentOutOfRangeException(nameof(constraint)),
    };

    // The compiler warns about a comparison that is always true.
    private static IEnumerable<string> Range(NumberRangeConstraint range, string typeName)
    {
        if (range.Minimum is { IsImplied: false } minimum)
            yield return $"value {(minimum.IsExclusive ? ">" : ">=")} {ConstantFormatter.Number(minimum.Digits, typeName)}";
        if (range.Maximum is { IsImplied: false } maximum)
            yield return $"value {(maximum.IsExclusive ? "<" : "<=")} {ConstantFormatter.Number(maximum.Digits, typeName)}";
    }

    private static IEnumerable<string> Range(MomentRangeConstraint range, ValueKind kind) =>
    [
        $"value {(range.Minimum.IsExclusive ? ">" : ">=")} {Moments.Expression(range.Minimum.Ticks, kind)}",
        $"value {(range.Maximum.IsExclusive ? "<" : "<=")} {Moments.Expression(range.Maximum.Ticks, kind)}",
    ];

    private static IEnumerable<string> Length(LengthConstraint length, ValueKind kind)
    {
        var actual = kind is ValueKind.Sequence or ValueKind.Set or ValueKind.Map ? $"{Checks}Count(value)" : "value.Length";
        if (length.Minimum is { } minimum)
            yield return $"{actual} >= {minimum.ToString(CultureInfo.InvariantCulture)}";
        if (length.Maximum is { } maximum)
            yield return $"{actual} <= {maximum.ToString(CultureInfo.InvariantCulture)}";
    }

    private static string Format(TextFormat format, ValueKind kind) => format switch
    {
        TextFormat.NotBlank => "!string.IsNullOrWhiteSpace(value)",
        TextFormat.EmailAddress => $"{Checks}IsEmailAddress(value)",
        TextFormat.Phone => $"{Checks}IsPhone(value)",
        TextFormat.Url when kind == ValueKind.Uri => $"{Checks}IsUrl(value.OriginalString)",
        TextFormat.Url => $"{Checks}IsUrl(value)",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private static string AnyOf(EquatableArray<ConstantModel> values, ConstraintSetModel set)
        => string.Join(" or ", values.Select(value => ConstantFormatter.Expression(value, set.TypeName)));
}
