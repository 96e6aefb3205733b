namespace WarmTransfer.Generators;

/// <summary>Writes the class of one tool: its description as constants, and the call.</summary>
/// <remarks>The class is nested in the agent, so that it reaches private methods, and calls the method by name: no reflection, no delegates.</remarks>
internal sealed class ToolFormatter(AgentModel agent, ValueExpressions values, SchemaFormatter schemas, SourceWriter writer)
{
    private const string Runtime = "global::WarmTransfer.";

    public string Creation(ToolModel tool) => $"new {tool.ClassName}({string.Join(", ", Captures(tool).Select(capture => capture.Argument))})";

    public void Format(ToolModel tool)
    {
        string parameters = string.Join(", ", Captures(tool).Select(capture => $"{capture.Type} {capture.Name}"));
        writer.WriteLine(AgentFormatter.GeneratedCode);
        writer.Open($"private sealed class {tool.ClassName}({parameters}) : {Runtime}TransferTool");
        writer.WriteLine($"private static readonly {Runtime}ToolSchema Schema = new({RawLiteral(schemas.Parameters(tool))});");
        string? returned = schemas.Return(tool.Return);
        if (returned is not null)
            writer.WriteLine($"\nprivate static readonly {Runtime}ToolSchema ReturnSchema = new({RawLiteral(returned)});");
        writer.WriteLine($$"""

            public override string Name => {{tool.Name.Literal()}};

            public override string Description => {{(tool.Description ?? "").Literal()}};

            public override global::System.Text.Json.JsonElement JsonSchema => Schema.Element;

            """);
        if (returned is not null)
            writer.WriteLine("public override global::System.Text.Json.JsonElement? ReturnJsonSchema => ReturnSchema.Element;\n");
        FormatCall(tool);
        writer.Close();
    }

    private void FormatCall(ToolModel tool)
    {
        writer.Open("protected override global::System.Threading.Tasks.ValueTask<object?> CallAsync(global::Microsoft.Extensions.AI.AIFunctionArguments arguments, global::System.Threading.CancellationToken cancellationToken)");
        List<ParameterModel> read = [.. tool.Parameters.Where(parameter => parameter.Source == ParameterSource.Arguments)];
        if (read.Count > 0)
        {
            writer.WriteLine($"var reader = new {Runtime}ToolArgumentReader(arguments);");
            foreach (ParameterModel parameter in read)
                writer.WriteLine($"var {Local(parameter)} = {Read(parameter)};");
            writer.WriteLine("""
                if (reader.HasProblems)
                    return reader.Refuse(this);

                """);
        }

        string target = tool.IsStatic ? agent.TypeName : "agent";
        string call = $"{target}.{tool.MethodName}({string.Join(", ", tool.Parameters.Select(Argument))})";

        // The author marked both: the mark is for other callers, the tool is this one.
        if (tool.IsObsolete)
            writer.WriteLine("#pragma warning disable CS0612, CS0618");
        writer.WriteLine(Answer(tool.Return, call));
        if (tool.IsObsolete)
            writer.WriteLine("#pragma warning restore CS0612, CS0618");
        writer.Close();
    }

    private string Read(ParameterModel parameter)
    {
        ValueModel value = parameter.Value!;
        string types = $"{value.DeclaredType}, {values.Reader(value)}";
        return parameter.Default is { } fallback
            ? $"reader.Optional<{types}>({parameter.Name.Literal()}, {fallback.Expression})"
            : $"reader.Required<{types}>({parameter.Name.Literal()})";
    }

    // Where a default of null was written for a type that does not say it may be null, the author vouched for it.
    private static string Argument(ParameterModel parameter) => parameter.Source switch
    {
        ParameterSource.Arguments => Local(parameter) + (parameter is { Value: { IsNullable: true, IsValueType: false }, IsNullable: false } ? "!" : ""),
        ParameterSource.CancellationToken => "cancellationToken",
        ParameterSource.TransferControl => "control",
        ParameterSource.FunctionArguments => "arguments",
        ParameterSource.ServiceProvider => parameter.IsNullable ? "arguments.Services" : $"{Runtime}ToolServices.Provider(arguments)",
        ParameterSource.Service => $"{Runtime}ToolServices.{(parameter.IsNullable ? "Optional" : "Required")}<{parameter.ServiceType}>(arguments)",
        ParameterSource.KeyedService => $"{Runtime}ToolServices.{(parameter.IsNullable ? "OptionalKeyed" : "RequiredKeyed")}<{parameter.ServiceType}>(arguments, {parameter.ServiceKey})",
        _ => throw new ArgumentOutOfRangeException(nameof(parameter)),
    };

    private string Answer(ReturnModel result, string call)
    {
        string suffix = result.Shape == ReturnShape.Awaitable ? "Async" : "";
        return result.Content switch
        {
            ReturnContent.None when result.Shape == ReturnShape.Value => $"{call};\nreturn {Runtime}ToolResults.Done();",
            ReturnContent.None => $"return {Runtime}ToolResults.DoneAsync({call});",
            ReturnContent.AsIs => $"return {Runtime}ToolResults.AsIs{suffix}({call});",
            _ => $"return {Runtime}ToolResults.Json{suffix}<{result.Value!.DeclaredType}, {values.Writer(result.Value)}>({call});",
        };
    }

    // What the tool keeps of the conversation it was made for.
    private IEnumerable<(string Type, string Name, string Argument)> Captures(ToolModel tool)
    {
        if (!tool.IsStatic)
            yield return (agent.TypeName, "agent", "this");
        if (tool.Parameters.Any(parameter => parameter.Source == ParameterSource.TransferControl))
            yield return (Runtime + "TransferControl", "control", "control");
    }

    // Never a keyword, and never one of the names above.
    private static string Local(ParameterModel parameter) => parameter.Name + "Argument";

    // JSON reads best unescaped; the fence must be longer than any run of quotes inside.
    private static string RawLiteral(string json)
    {
        string fence = "\"\"\"";
        while (json.Contains(fence))
            fence += '"';
        return fence + json + fence;
    }
}
