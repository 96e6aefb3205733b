namespace WarmTransfer.Generators;

/// <summary>Writes the JSON schemas of a tool: what the model may send, and what it gets back.</summary>
internal sealed class SchemaFormatter(AgentModel agent, ConstantFormatter constants)
{
    private readonly ObjectGraph _inputs = new(agent.Inputs);
    private readonly ObjectGraph _results = new(agent.Objects);

    public string Parameters(ToolModel tool)
    {
        ValueSchemas values = new(agent, _inputs, constants, tool.IsStrict);
        IEnumerable<ParameterModel> sent = tool.Parameters.Where(parameter => parameter.Source == ParameterSource.Arguments);
        return values.Root(["\"type\":\"object\"", .. values.Members(sent.Select(Member))]);
    }

    /// <summary>Null when the result is not JSON, or what it looks like is not known.</summary>
    public string? Return(ReturnModel result)
    {
        if (result.Value is not { } value || value.Kind == ValueKind.Json)
            return null;
        ValueSchemas values = new(agent, _results, constants, isStrict: false);
        return values.Root([ValueSchemas.Description(result.Description), .. values.Keywords(value)]);
    }

    private static SchemaMember Member(ParameterModel parameter) => new(parameter.Name, parameter.Description, parameter.Value!, parameter.Default, parameter.Default is null);
}
