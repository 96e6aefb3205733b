namespace WarmTransfer.Generators;

/// <summary>Writes the JSON schemas of a tool: what the model may send, and what it gets back.</summary>
internal sealed class SchemaFormatter(AgentModel agent)
{
    private readonly Dictionary<string, EnumModel> _enums = agent.Enums.ToDictionary(model => model.TypeName, StringComparer.Ordinal);
    private readonly Dictionary<string, ObjectModel> _objects = agent.Objects.ToDictionary(model => model.TypeName, StringComparer.Ordinal);

    public string Parameters(ToolModel tool)
    {
        List<ParameterModel> sent = [.. tool.Parameters.Where(parameter => parameter.Source == ParameterSource.Arguments)];
        string properties = string.Join(",", sent.Select(parameter => $"{JsonText.Quote(parameter.Name)}:{Parameter(parameter)}"));
        string required = string.Join(",", sent.Where(parameter => parameter.Default is null).Select(parameter => JsonText.Quote(parameter.Name)));
        return "{\"type\":\"object\",\"properties\":{" + properties + "}" + (required.Length > 0 ? ",\"required\":[" + required + "]" : "") + "}";
    }

    /// <summary>Null when the result is not JSON, or what it looks like is not known.</summary>
    public string? Return(ReturnModel result)
        => result.Value is { Kind: not ValueKind.Json } value ? Object([Description(result.Description), .. Keywords(value, [])]) : null;

    private string Parameter(ParameterModel parameter)
    {
        string? fallback = parameter.Default is { Json: { } json } ? "\"default\":" + json : null;
        return Object([Description(parameter.Description), .. Keywords(parameter.Value!, []), fallback]);
    }

    private static string? Description(string? text) => text is null ? null : "\"description\":" + JsonText.Quote(text);

    private string Schema(ValueModel value, IReadOnlyList<string> outer) => Object(Keywords(value, outer));

    private static string Object(IEnumerable<string?> keywords) => "{" + string.Join(",", keywords.Where(keyword => keyword is not null)) + "}";

    private IEnumerable<string?> Keywords(ValueModel value, IReadOnlyList<string> outer)
    {
        // Any JSON: a schema without a word allows everything.
        if (TypeName(value.Kind) is not { } type)
            yield break;

        yield return value.IsNullable ? $"\"type\":[\"{type}\",\"null\"]" : $"\"type\":\"{type}\"";
        if (Format(value.Kind) is { } format)
            yield return $"\"format\":\"{format}\"";
        if (value.Kind == ValueKind.Character)
            yield return "\"minLength\":1,\"maxLength\":1";
        if (value.Kind == ValueKind.Bytes)
            yield return "\"contentEncoding\":\"base64\"";
        if (value.Kind == ValueKind.Enum)
            yield return Enumeration(value);
        if (value.Kind == ValueKind.Flags)
            yield return "\"items\":{\"type\":\"string\"," + Enumeration(value with { IsNullable = false }) + "}";
        if (value.Kind is ValueKind.Array or ValueKind.Sequence or ValueKind.Set)
            yield return "\"items\":" + Schema(value.Element!, outer);
        if (value.Kind == ValueKind.Map)
            yield return "\"additionalProperties\":" + Schema(value.Element!, outer);

        // A type inside itself: the outer one already says what it looks like.
        if (value.Kind == ValueKind.Object && !outer.Contains(value.TypeName))
            yield return "\"properties\":" + Properties(_objects[value.TypeName], [.. outer, value.TypeName]);
    }

    private string Properties(ObjectModel model, IReadOnlyList<string> outer)
        => "{" + string.Join(",", model.Properties.Select(property => $"{JsonText.Quote(property.JsonName)}:{Schema(property.Value, outer)}")) + "}";

    private string Enumeration(ValueModel value)
    {
        IEnumerable<string> names = _enums[value.TypeName].Members.Select(member => JsonText.Quote(member.JsonName)).Concat(value.IsNullable ? ["null"] : []);
        return "\"enum\":[" + string.Join(",", names) + "]";
    }

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
