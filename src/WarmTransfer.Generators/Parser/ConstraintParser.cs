using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Turns the DataAnnotations of one parameter or property into a rule: what is checked, and what the schema and the refusal say of it.</summary>
internal sealed class ConstraintParser
{
    private const string Annotations = "System.ComponentModel.DataAnnotations";
    private const string Rules = "global::WarmTransfer.SourceGeneration.ToolConstraints.";

    private readonly ValueModel _value;
    private readonly ITypeSymbol _type;
    private readonly IEnumerable<EnumModel> _enums;
    private readonly List<string> _conditions = [];
    private readonly List<string> _patterns = [];
    private readonly List<string> _keywords = [];
    private readonly List<string> _phrases = [];
    private readonly List<string> _allowed = [];

    // The phrases that no keyword stands for: in any schema, and in a strict one.
    private readonly List<string> _remarks = [];
    private readonly List<string> _strictRemarks = [];

    private ConstraintParser(ValueModel value, ITypeSymbol type, IEnumerable<EnumModel> enums)
    {
        _value = value;
        _type = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        _enums = enums;
    }

    /// <summary>The value with its rule, when it has one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="symbol">The parameter or property that declares it.</param>
    /// <param name="attributes">Its attributes, and those of the parameter it is set by.</param>
    /// <param name="enums">The enums parsed so far.</param>
    /// <param name="refused">Gets the attributes that ask what cannot be asked of the type.</param>
    public static ValueModel Apply(ValueModel value, ISymbol symbol, IEnumerable<AttributeData> attributes, IEnumerable<EnumModel> enums, ICollection<string> refused)
    {
        ITypeSymbol type = symbol is IParameterSymbol parameter ? parameter.Type : ((IPropertySymbol)symbol).Type;
        ConstraintParser parser = new(value, type, enums);
        foreach (AttributeData attribute in attributes.Where(IsConstraint))
        {
            if (!parser.TryAdd(attribute))
                refused.Add("[" + Name(attribute) + "]");
        }

        return parser._phrases.Count == 0 ? value : value with { Rule = parser.Rule(symbol.Name) };
    }

    public static bool IsConstraint(AttributeData attribute)
    {
        for (INamedTypeSymbol? type = attribute.AttributeClass?.BaseType; type is not null; type = type.BaseType)
        {
            if (type.Name == "ValidationAttribute" && type.ContainingNamespace.ToDisplayString() == Annotations)
                return true;
        }

        return false;
    }

    /// <summary>The attribute's name as it is written.</summary>
    public static string Name(AttributeData attribute)
    {
        string name = attribute.AttributeClass!.Name;
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    private bool TryAdd(AttributeData attribute)
    {
        if (attribute.AttributeClass!.ContainingNamespace.ToDisplayString() != Annotations)
            return false;
        return Name(attribute) switch
        {
            "Range" => TryAddRange(attribute),
            "StringLength" => _value.Kind == ValueKind.Text && TryAddLength(attribute.Named("MinimumLength")?.Value as int?, Number(attribute, 0)),
            "MinLength" => TryAddLength(Number(attribute, 0), null),
            "MaxLength" => TryAddLength(null, Number(attribute, 0)),
            "Length" => TryAddLength(Number(attribute, 0), Number(attribute, 1)),
            "RegularExpression" => TryAddPattern(attribute.FirstText()),
            "AllowedValues" => TryAddAllowed(attribute),
            "DeniedValues" => TryAddDenied(attribute),
            "EmailAddress" => TryAddText("IsEmailAddress(value)", "that is an email address", "\"format\":\"email\""),
            "Phone" => TryAddText("IsPhone(value)", "that is a phone number", null),
            "Url" when _value.Kind == ValueKind.Uri => Add(Rules + "IsUrl(value.OriginalString)", "that starts with http, https or ftp", null),
            "Url" => TryAddText("IsUrl(value)", "that is an http, https or ftp URL", "\"format\":\"uri\""),
            "Required" => TryAddRequired(attribute),
            _ => false,
        };
    }

    public static int? Number(AttributeData attribute, int index)
        => index < attribute.ConstructorArguments.Length ? attribute.ConstructorArguments[index].Value as int? : null;

    private bool Add(string condition, string phrase, string? keyword)
    {
        _conditions.Add(condition);
        _phrases.Add(phrase);
        if (keyword is not null)
            _keywords.Add(keyword);
        else
            AddRemark(phrase);
        return true;
    }

    private void AddRemark(string phrase)
    {
        _remarks.Add(phrase);
        _strictRemarks.Add(phrase);
    }

    private bool TryAddText(string rule, string phrase, string? keyword) => _value.Kind == ValueKind.Text && Add(Rules + rule, phrase, keyword);

    // That it is there is asked of every parameter that is not nullable; the attribute also wants text to say something.
    private bool TryAddRequired(AttributeData attribute)
        => _value.Kind != ValueKind.Text || attribute.Named("AllowEmptyStrings")?.Value is true
            || Add("!string.IsNullOrWhiteSpace(value)", "that is not empty", "\"minLength\":1");

    private bool TryAddRange(AttributeData attribute)
    {
        if (MomentRange.IsOf(_value.Kind))
            return TryAddMomentRange(attribute);
        if (_value.Kind is not (ValueKind.Integer or ValueKind.FloatingPoint or ValueKind.Decimal)
            || NumberRange.Parse(attribute, _value.Kind == ValueKind.Integer) is not { } range)
            return false;

        // The compiler warns about a comparison that is always true.
        (decimal least, decimal most) = _value.Kind == ValueKind.Integer ? DefaultParser.RangeOf(_type.SpecialType) : (decimal.MinValue, decimal.MaxValue);
        if (range.Minimum > range.Maximum || range.Minimum > most || range.Maximum < least)
            return false;
        string low = range.IsMinimumExclusive ? ">" : ">=";
        string high = range.IsMaximumExclusive ? "<" : "<=";
        if (range.Minimum is { } minimum)
        {
            if (minimum > least)
                _conditions.Add($"value {low} {Literal(minimum)}");
            _keywords.Add($"\"{(range.IsMinimumExclusive ? "exclusiveMinimum" : "minimum")}\":{Digits(minimum)}");
        }

        if (range.Maximum is { } maximum)
        {
            if (maximum < most)
                _conditions.Add($"value {high} {Literal(maximum)}");
            _keywords.Add($"\"{(range.IsMaximumExclusive ? "exclusiveMaximum" : "maximum")}\":{Digits(maximum)}");
        }

        _phrases.Add(Phrase(range));
        return true;
    }

    // JSON Schema has no keyword for the earliest and the latest.
    private bool TryAddMomentRange(AttributeData attribute)
    {
        if (MomentRange.Parse(attribute, _type, _value.Kind) is not { } range)
            return false;
        bool isAfter = attribute.Named("MinimumIsExclusive")?.Value is true;
        bool isBefore = attribute.Named("MaximumIsExclusive")?.Value is true;
        string condition = $"value {(isAfter ? ">" : ">=")} {range.Minimum.Expression} && value {(isBefore ? "<" : "<=")} {range.Maximum.Expression}";
        return Add(condition, Phrase(range.Minimum.Text, range.Maximum.Text, isAfter, isBefore), keyword: null);
    }

    private static string Phrase(NumberRange range)
        => Phrase(range.Minimum is { } minimum ? Digits(minimum) : null, range.Maximum is { } maximum ? Digits(maximum) : null, range.IsMinimumExclusive, range.IsMaximumExclusive);

    private static string Phrase(string? minimum, string? maximum, bool isAbove, bool isBelow)
    {
        if (minimum is not null && maximum is not null && !isAbove && !isBelow)
            return $"from {minimum} to {maximum}";
        string? low = minimum is null ? null : (isAbove ? "above " : "at least ") + minimum;
        string? high = maximum is null ? null : (isBelow ? "below " : "at most ") + maximum;
        return string.Join(" and ", new[] { low, high }.Where(part => part is not null));
    }

    private string Literal(decimal number) => Digits(number) + _value.Kind switch
    {
        ValueKind.Decimal => "M",
        ValueKind.FloatingPoint => _type.SpecialType == SpecialType.System_Single ? "F" : "D",
        _ => "",
    };

    private static string Digits(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private bool TryAddLength(int? minimum, int? maximum)
    {
        (string? length, string words, string suffix) = _value.Kind switch
        {
            ValueKind.Text => ("value.Length", "characters", "Length"),
            ValueKind.Array => ("value.Length", "items", "Items"),
            ValueKind.Sequence or ValueKind.Set => (Rules + "Count(value)", "items", "Items"),
            ValueKind.Map => (Rules + "Count(value)", "entries", "Properties"),
            ValueKind.Bytes => ("value.Length", "bytes", ""),
            _ => ((string?)null, "", ""),
        };
        if (length is null)
            return false;

        // [MaxLength] without a number sets none.
        int? least = minimum is > 0 ? minimum : null;
        int? most = maximum is >= 0 ? maximum : null;
        AddBound(least, ">=", length, "min" + suffix);
        AddBound(most, "<=", length, "max" + suffix);
        if (least is null && most is null)
            return true;
        string phrase = $"of {(least is null ? "at most " + most : most is null ? "at least " + least : least + " to " + most)} {words}";
        _phrases.Add(phrase);
        if (_value.Kind == ValueKind.Bytes)
            AddRemark(phrase);
        return true;
    }

    private void AddBound(int? bound, string comparison, string length, string keyword)
    {
        if (bound is not { } number)
            return;
        string digits = number.ToString(CultureInfo.InvariantCulture);
        _conditions.Add($"{length} {comparison} {digits}");
        if (_value.Kind != ValueKind.Bytes)
            _keywords.Add($"\"{keyword}\":{digits}");
    }

    private bool TryAddPattern(string? pattern)
    {
        if (_value.Kind != ValueKind.Text || pattern is null || !IsRegex(pattern))
            return false;

        // A schema's pattern may match anywhere; the attribute's has to match all of the text.
        string whole = pattern.StartsWith("^", StringComparison.Ordinal) && pattern.EndsWith("$", StringComparison.Ordinal) ? pattern : $"^(?:{pattern})$";
        _patterns.Add(pattern);
        return Add($"Pattern{(_patterns.Count - 1).ToString(CultureInfo.InvariantCulture)}.IsMatch(value)", "that matches " + pattern, "\"pattern\":" + JsonText.Quote(whole));
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

    private bool TryAddAllowed(AttributeData attribute)
    {
        if (Values(attribute) is not { } values)
            return false;
        _allowed.AddRange(values.Select(value => value.Json!));
        _conditions.Add("value is " + string.Join(" or ", values.Select(value => value.Expression)));
        _phrases.Add("that is one of: " + string.Join(", ", values.Select(Plain)));
        return true;
    }

    private bool TryAddDenied(AttributeData attribute)
    {
        if (Values(attribute) is not { } values)
            return false;
        string list = string.Join(",", values.Select(value => value.Json));
        string phrase = "that is none of: " + string.Join(", ", values.Select(Plain));
        _strictRemarks.Add(phrase);
        return Add($"value is not ({string.Join(" or ", values.Select(value => value.Expression))})", phrase, "\"not\":{\"enum\":[" + list + "]}");
    }

    private static string Plain(DefaultModel value) => value.Json!.Trim('"');

    // Null in the list is about a nullable value, which says by its type that it may be null.
    private List<DefaultModel>? Values(AttributeData attribute)
    {
        if (_value.Kind is not (ValueKind.Text or ValueKind.Character or ValueKind.Boolean or ValueKind.Integer or ValueKind.FloatingPoint or ValueKind.Decimal or ValueKind.Enum))
            return null;
        IEnumerable<TypedConstant> constants = attribute.ConstructorArguments.SelectMany(argument => argument.Kind == TypedConstantKind.Array && !argument.IsNull ? argument.Values : []);
        List<DefaultModel?> values = [.. constants.Where(constant => !constant.IsNull)
            .Select(constant => constant.Kind == TypedConstantKind.Array ? null : DefaultParser.Parse(constant.Value, _type, _value, _enums))];
        return values.Count > 0 && values.TrueForAll(value => value?.Json is not null) ? values.ConvertAll(value => value!) : null;
    }

    private RuleModel Rule(string name) => new()
    {
        TypeName = _value.TypeName,
        SimpleName = char.ToUpperInvariant(name[0]) + name.Substring(1),
        IsPrivate = _type.IsPrivateSomewhere(),
        Expected = Noun + " " + string.Join(", ", _phrases),
        Conditions = _conditions.ToEquatableArray(),
        Patterns = _patterns.ToEquatableArray(),
        Keywords = _keywords.ToEquatableArray(),
        Remark = Remark(_remarks),
        StrictRemark = Remark(_strictRemarks),
        Allowed = _allowed.ToEquatableArray(),
    };

    private string? Remark(List<string> phrases) => phrases.Count > 0 ? $"Must be {Noun} {string.Join(", ", phrases)}." : null;

    private string Noun => _value.Kind switch
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
}
