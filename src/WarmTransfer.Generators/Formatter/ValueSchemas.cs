using System.Globalization;

namespace WarmTransfer.Generators;

/// <summary>Writes the parts of one JSON schema, and keeps the definitions it refers to.</summary>
/// <remarks>Objects are written where they are used: models read that best. Only what is inside itself needs a definition with a name.</remarks>
internal sealed class ValueSchemas(AgentModel agent, ObjectGraph objects, ConstantFormatter constants, bool isStrict)
{
    private readonly ConstraintKeywords _constraints = new(constants, isStrict);
    private readonly ConstraintPhrases _phrases = new(constants);
    private readonly Dictionary<string, EnumModel> _enums = agent.Enums.ToDictionary(model => model.TypeName, StringComparer.Ordinal);
    private readonly Dictionary<string, string> _definitionNames = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _definitions = new(StringComparer.Ordinal);

    public static string? Description(string? text) => text is null ? null : "\"description\":" + JsonText.Quote(text);

    /// <summary>The whole schema, with the definitions its parts refer to.</summary>
    public string Root(IEnumerable<string?> keywords)
    {
        List<string?> written = [.. keywords];
        var definitions = string.Join(",", _definitions.Select(definition => $"{JsonText.Quote(definition.Key)}:{definition.Value}"));
        return Object([.. written, _definitions.Count > 0 ? "\"$defs\":{" + definitions + "}" : null]);
    }

    /// <summary><c>properties</c> and <c>required</c> of an object.</summary>
    public IEnumerable<string?> Members(IEnumerable<SchemaMember> members)
    {
        List<SchemaMember> all = [.. members];
        var required = string.Join(",", all.Where(member => member.IsRequired || isStrict).Select(member => JsonText.Quote(member.Name)));
        yield return "\"properties\":{" + string.Join(",", all.Select(member => $"{JsonText.Quote(member.Name)}:{Member(member)}")) + "}";
        if (required.Length > 0)
            yield return "\"required\":[" + required + "]";
        if (isStrict)
            yield return "\"additionalProperties\":false";
    }

    public IEnumerable<string?> Keywords(ValueModel value)
    {
        // Any JSON: a schema without a word allows everything.
        if (TypeName(value.Kind) is not { } type)
            return [];
        if (value.Kind == ValueKind.Object && objects.IsRecursive(value.TypeName))
            return [Reference(value)];
        return [value.IsNullable ? $"\"type\":[\"{type}\",\"null\"]" : $"\"type\":\"{type}\"", .. Details(value), .. _constraints.All(value)];
    }

    private string Member(SchemaMember member)
    {
        // What the schema has no word for, the description says.
        var json = member.Default is { } fallback ? constants.Json(fallback, member.Value) : null;
        string?[] sentences = [member.Description, Remark(member.Value), isStrict && json is not null ? $"Default: {json}." : null];
        var description = string.Join(" ", sentences.Where(sentence => sentence is not null));
        return Object([Description(description.Length > 0 ? description : null), .. Keywords(member.Value), !isStrict && json is not null ? "\"default\":" + json : null]);
    }

    private string? Remark(ValueModel value) => value.Constraints is { } set ? _phrases.Sentence(set, [.. _constraints.Unsaid(value)]) : null;

    private IEnumerable<string?> Details(ValueModel value) => value.Kind switch
    {
        ValueKind.Character => ["\"minLength\":1,\"maxLength\":1"],
        ValueKind.Bytes => ["\"contentEncoding\":\"base64\""],
        ValueKind.Enum when value.Constraints is { HasAllowedValues: true } => [],
        ValueKind.Enum => [Enumeration(value)],
        ValueKind.Flags => ["\"items\":{\"type\":\"string\"," + Enumeration(value with { IsNullable = false }) + "}"],
        ValueKind.Array or ValueKind.Sequence or ValueKind.Set => ["\"items\":" + Object(Keywords(value.Element!))],
        ValueKind.Map => ["\"additionalProperties\":" + Object(Keywords(value.Element!))],
        ValueKind.Object => Properties(objects[value.TypeName]),
        _ => [Format(value.Kind) is { } format ? $"\"format\":\"{format}\"" : null],
    };

    private IEnumerable<string?> Properties(ObjectModel model)
        => Members(model.Properties.Select(property => new SchemaMember(property.JsonName, property.Description, property.Value, property.Default, property.IsRequired)));

    private string Reference(ValueModel value)
    {
        if (!_definitionNames.TryGetValue(value.TypeName, out var name))
        {
            // Named before its properties are written: one of them refers to it.
            ObjectModel model = objects[value.TypeName];
            name = model.SimpleName;
            for (var number = 2; _definitionNames.Values.Contains(name); number++)
                name = model.SimpleName + number.ToString(CultureInfo.InvariantCulture);
            _definitionNames[value.TypeName] = name;
            _definitions[name] = Object(["\"type\":\"object\"", .. Properties(model)]);
        }

        var reference = "\"$ref\":" + JsonText.Quote("#/$defs/" + name);
        return value.IsNullable ? "\"anyOf\":[{" + reference + "},{\"type\":\"null\"}]" : reference;
    }

    private string Enumeration(ValueModel value)
    {
        IEnumerable<string> names = _enums[value.TypeName].Members.Select(member => JsonText.Quote(member.JsonName)).Concat(value.IsNullable ? ["null"] : []);
        return "\"enum\":[" + string.Join(",", names) + "]";
    }

    private static string Object(IEnumerable<string?> keywords) => "{" + string.Join(",", keywords.Where(keyword => keyword is not null)) + "}";

    private static string? TypeName(ValueKind kind) => kind switch
    {
        ValueKind.Boolean => "boolean",
        ValueKind.Integer => "integer",
        ValueKind.FloatingPoint or ValueKind.Decimal => "number",
        ValueKind.Array or ValueKind.Sequence or ValueKind.Set or ValueKind.Flags => "array",
        ValueKind.Map or ValueKind.Object => "object",
        ValueKind.Json => null,
        _ => "string",
    };

    private static string? Format(ValueKind kind) => kind switch
    {
        ValueKind.Guid => "uuid",
        ValueKind.Uri => "uri",
        ValueKind.Date => "date",
        ValueKind.Time => "time",
        ValueKind.DateTime or ValueKind.DateTimeOffset => "date-time",
        ValueKind.Duration => "duration",
        _ => null,
    };
}
