namespace WarmTransfer.Generators;

/// <summary>Writes constraints in words: in what a refusal expects, and in the description of what a schema has no keyword for.</summary>
internal sealed class ConstraintPhrases(ConstantFormatter constants)
{
    /// <summary>What a value must be: <c>a whole number from 1 to 100</c>.</summary>
    public string Expected(ConstraintSetModel set) => Expected(set, set.Constraints);

    /// <summary>Some of what a value must be, as a sentence; null for nothing.</summary>
    public string? Sentence(ConstraintSetModel set, IReadOnlyCollection<ConstraintModel> constraints)
        => constraints.Count > 0 ? $"Must be {Expected(set, constraints)}." : null;

    private string Expected(ConstraintSetModel set, IEnumerable<ConstraintModel> constraints)
        => $"{Noun(set.Kind)} {string.Join(", ", constraints.Select(constraint => Phrase(constraint, set)))}";

    private static string Noun(ValueKind kind) => kind switch
    {
        ValueKind.Text => "a string",
        ValueKind.Integer => "a whole number",
        ValueKind.FloatingPoint or ValueKind.Decimal => "a number",
        ValueKind.Array or ValueKind.Sequence or ValueKind.Set => "an array",
        ValueKind.Map => "an object",
        ValueKind.Bytes => "base64",
        ValueKind.Uri => "an absolute URI",
        ValueKind.Date => "an ISO 8601 date",
        ValueKind.Time => "an ISO 8601 time of day",
        ValueKind.DateTime => "an ISO 8601 date and time",
        ValueKind.DateTimeOffset => "an ISO 8601 date and time with its offset",
        ValueKind.Duration => "a duration, in ISO 8601 (PT1H30M) or as hh:mm:ss,",
        _ => "a value",
    };

    private string Phrase(ConstraintModel constraint, ConstraintSetModel set) => constraint switch
    {
        NumberRangeConstraint { Minimum: var minimum, Maximum: var maximum }
            => Range(minimum?.Digits, minimum is { IsExclusive: true }, maximum?.Digits, maximum is { IsExclusive: true }),
        MomentRangeConstraint { Minimum: var minimum, Maximum: var maximum }
            => Range(Moments.Words(minimum.Ticks, set.Kind), minimum.IsExclusive, Moments.Words(maximum.Ticks, set.Kind), maximum.IsExclusive),
        LengthConstraint length => $"of {Length(length)} {Unit(set.Kind)}",
        PatternConstraint pattern => $"that matches {pattern.Pattern}",
        FormatConstraint format => Format(format.Format, set.Kind),
        AllowedValuesConstraint allowed => $"that is one of: {List(allowed.Values, set)}",
        DeniedValuesConstraint denied => $"that is none of: {List(denied.Values, set)}",
        _ => throw new ArgumentOutOfRangeException(nameof(constraint)),
    };

    private static string Range(string? minimum, bool isAbove, string? maximum, bool isBelow)
    {
        if (minimum is not null && maximum is not null && !isAbove && !isBelow)
            return $"from {minimum} to {maximum}";
        var low = minimum is null ? null : $"{(isAbove ? "above" : "at least")} {minimum}";
        var high = maximum is null ? null : $"{(isBelow ? "below" : "at most")} {maximum}";
        return string.Join(" and ", new[] { low, high }.Where(part => part is not null));
    }

    private static string Length(LengthConstraint length) => length switch
    {
        { Minimum: null } => FormattableString.Invariant($"at most {length.Maximum}"),
        { Maximum: null } => FormattableString.Invariant($"at least {length.Minimum}"),
        _ => FormattableString.Invariant($"{length.Minimum} to {length.Maximum}"),
    };

    private static string Unit(ValueKind kind) => kind switch
    {
        ValueKind.Text => "characters",
        ValueKind.Map => "entries",
        ValueKind.Bytes => "bytes",
        _ => "items",
    };

    private static string Format(TextFormat format, ValueKind kind) => format switch
    {
        TextFormat.NotBlank => "that is not empty",
        TextFormat.EmailAddress => "that is an email address",
        TextFormat.Phone => "that is a phone number",
        TextFormat.Url when kind == ValueKind.Uri => "that starts with http, https or ftp",
        TextFormat.Url => "that is an http, https or ftp URL",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private string List(EquatableArray<ConstantModel> values, ConstraintSetModel set) => string.Join(", ", values.Select(value => constants.Words(value, set.TypeName)));
}
