namespace WarmTransfer.Generators;

/// <summary>Writes the class of one tool: its description as constants, and the call.</summary>
/// <remarks>The class is nested in the agent, so that it reaches private methods, and calls the method by name: no reflection, no delegates.</remarks>
internal sealed class ToolFormatter(AgentModel agent, ValueExpressions values, SchemaFormatter schemas, SourceWriter writer)
{
    private const string Runtime = "global::WarmTransfer.";

    // The one-pass reader counts what it has read in the bits of one number.
    private const int MaxCounted = 64;

    public string Creation(ToolModel tool) => $"new {tool.ClassName}({string.Join(", ", Captures(tool).Select(capture => capture.Argument))})";

    public void Format(ToolModel tool)
    {
        string parameters = string.Join(", ", Captures(tool).Select(capture => $"{capture.Type} {capture.Name}"));
        writer.WriteLine(AgentFormatter.GeneratedCode);
        writer.Open($"private sealed class {tool.ClassName}({parameters}) : {Runtime}TransferTool");
        writer.WriteLine($"private static readonly {Runtime}ToolSchema Schema = new({RawLiteral(schemas.Parameters(tool))});");
        string? returned = schemas.Return(tool.Return);
        if (tool.IsStrict)
            writer.WriteLine($"\nprivate static readonly string[] Names = {{ {string.Join(", ", Sent(tool).Select(parameter => parameter.Name.Literal()))} }};");
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
        List<ParameterModel> read = [.. Sent(tool)];
        bool isBound = read.Count > 0 || tool.IsStrict;
        writer.Open("protected override global::System.Threading.Tasks.ValueTask<object?> CallAsync(global::Microsoft.Extensions.AI.AIFunctionArguments arguments, global::System.Threading.CancellationToken cancellationToken)");
        if (isBound)
        {
            writer.WriteLine($"""
                var reader = new {Runtime}ToolArgumentReader(arguments);
                if (!TryBind(ref reader{Outputs(read)}))
                    return reader.Refuse(this);

                """);
        }

        FormatAnswer(tool, "arguments.Services", call => Answer(tool.Return, call));
        writer.Close();

        // A tool that asks for the dictionary has to be given one, as the base class does.
        if (tool.Parameters.All(parameter => parameter.Source != ParameterSource.FunctionArguments))
            FormatUtf8Call(tool, read);
        if (isBound)
            FormatBinding(tool, read);
    }

    private void FormatUtf8Call(ToolModel tool, List<ParameterModel> read)
    {
        writer.WriteLine();
        writer.Open("protected override global::System.Threading.Tasks.ValueTask<bool> CallUtf8Async(global::System.ReadOnlySpan<byte> arguments, global::System.Buffers.IBufferWriter<byte> result, global::System.IServiceProvider? services, global::System.Threading.CancellationToken cancellationToken)");
        bool isFast = read.Count is > 0 and <= MaxCounted;
        if (isFast)
            writer.Open($"if (!TryReadExactly(arguments{Outputs(read)}))");
        if (read.Count > 0 || tool.IsStrict)
        {
            writer.WriteLine($"""
                var reader = new {Runtime}ToolArgumentReader(arguments);
                if (!TryBind(ref reader{(isFast ? string.Concat(read.Select(parameter => ", out " + Local(parameter))) : Outputs(read))}))
                    return reader.Refuse(this, result);
                """);
        }

        if (isFast)
            writer.Close();
        if (read.Count > 0 || tool.IsStrict)
            writer.WriteLine();
        FormatAnswer(tool, "services", call => WrittenAnswer(tool.Return, call));
        writer.Close();
        if (isFast)
            FormatExactReading(tool, read);
    }

    private void FormatAnswer(ToolModel tool, string services, Func<string, string> answer)
    {
        string target = tool switch
        {
            { IsStatic: true } => tool.CalledThrough ?? agent.TypeName,
            { CalledThrough: { } type } => $"(({type})agent)",
            _ => "agent",
        };
        string call = $"{target}.{tool.MethodName}({string.Join(", ", tool.Parameters.Select(parameter => Argument(parameter, services)))})";

        if (tool.Return.IsStream)
            call = $"{Runtime}ToolResults.CollectAsync({call}, cancellationToken)";

        // The author marked both: the mark is for other callers, the tool is this one.
        if (tool.IsObsolete)
            writer.WriteLine("#pragma warning disable CS0612, CS0618");
        writer.WriteLine(answer(call));
        if (tool.IsObsolete)
            writer.WriteLine("#pragma warning restore CS0612, CS0618");
    }

    // Any argument, by whatever name and in whatever form it may come, and what is wrong with it.
    private void FormatBinding(ToolModel tool, List<ParameterModel> read)
    {
        writer.WriteLine();
        writer.Open($"private static bool TryBind(ref {Runtime}ToolArgumentReader reader{Declarations(read)})");
        foreach (ParameterModel parameter in read)
            writer.WriteLine($"{Local(parameter)} = {Read(parameter)};");
        if (tool.IsStrict)
            writer.WriteLine("reader.RejectOthers(Names);");
        writer.WriteLine("return !reader.HasProblems;");
        writer.Close();
    }

    // The arguments as the schema has them, in one pass over the JSON.
    private void FormatExactReading(ToolModel tool, List<ParameterModel> read)
    {
        writer.WriteLine();
        writer.Open($"private static bool TryReadExactly(global::System.ReadOnlySpan<byte> arguments{Declarations(read)})");
        foreach (ParameterModel parameter in read)
            writer.WriteLine($"{Local(parameter)} = {parameter.Default?.Expression ?? "default!"};");
        writer.WriteLine($"var reader = new {Runtime}ToolJsonReader(arguments);");
        writer.Open("while (reader.MoveToName())");
        for (int i = 0; i < read.Count; i++)
        {
            ParameterModel parameter = read[i];
            writer.WriteLine($"""
                {(i == 0 ? "if" : "else if")} (reader.IsNamed({parameter.Name.Literal()}u8))
                    {Local(parameter)} = reader.Read<{Types(parameter)}>({i});
                """);
        }

        writer.WriteLine("""
            else
                reader.Skip();
            """);
        writer.Close();

        // Of a strict tool nothing counts as all: an argument that was passed over is looked at again, and refused.
        string all = tool.IsStrict ? "ulong.MaxValue" : Bits(read, _ => true);
        writer.WriteLine($"return reader.IsComplete(required: {Bits(read, parameter => parameter.Default is null)}, all: {all});");
        writer.Close();
    }

    private static string Bits(List<ParameterModel> parameters, Func<ParameterModel, bool> isSet)
    {
        ulong bits = 0;
        for (int i = 0; i < parameters.Count; i++)
            bits |= isSet(parameters[i]) ? 1UL << i : 0;
        return "0x" + bits.ToString("X", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static IEnumerable<ParameterModel> Sent(ToolModel tool) => tool.Parameters.Where(parameter => parameter.Source == ParameterSource.Arguments);

    private static string Outputs(List<ParameterModel> parameters) => string.Concat(parameters.Select(parameter => ", out var " + Local(parameter)));

    private static string Declarations(List<ParameterModel> parameters)
        => string.Concat(parameters.Select(parameter => $", out {parameter.Value!.DeclaredType} {Local(parameter)}"));

    private string Types(ParameterModel parameter) => $"{parameter.Value!.DeclaredType}, {values.Reader(parameter.Value)}";

    private string Read(ParameterModel parameter)
    {
        return parameter.Default is { } fallback
            ? $"reader.Optional<{Types(parameter)}>({parameter.Name.Literal()}, {fallback.Expression})"
            : $"reader.Required<{Types(parameter)}>({parameter.Name.Literal()})";
    }

    // Where a default of null was written for a type that does not say it may be null, the author vouched for it.
    private static string Argument(ParameterModel parameter, string services) => parameter.Source switch
    {
        ParameterSource.Arguments => Local(parameter) + (parameter is { Value: { IsNullable: true, IsValueType: false }, IsNullable: false } ? "!" : ""),
        ParameterSource.CancellationToken => "cancellationToken",
        ParameterSource.TransferControl => "control",
        ParameterSource.FunctionArguments => "arguments",
        ParameterSource.ServiceProvider => parameter.IsNullable ? services : $"{Runtime}ToolServices.Provider({services})",
        ParameterSource.Service => $"{Runtime}ToolServices.{(parameter.IsNullable ? "Optional" : "Required")}<{parameter.ServiceType}>({services})",
        ParameterSource.KeyedService => $"{Runtime}ToolServices.{(parameter.IsNullable ? "OptionalKeyed" : "RequiredKeyed")}<{parameter.ServiceType}>({services}, {parameter.ServiceKey})",
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

    private string WrittenAnswer(ReturnModel result, string call)
    {
        string suffix = result.Shape == ReturnShape.Awaitable ? "Async" : "";
        return result.Content switch
        {
            ReturnContent.None when result.Shape == ReturnShape.Value => $"{call};\nreturn {Runtime}ToolResults.WriteDone(result);",
            ReturnContent.None => $"return {Runtime}ToolResults.WriteDoneAsync({call}, result);",
            ReturnContent.AsIs => $"return {Runtime}ToolResults.WriteAsIs{suffix}({call}, result);",
            _ => $"return {Runtime}ToolResults.WriteJson{suffix}<{result.Value!.DeclaredType}, {values.Writer(result.Value)}>({call}, result);",
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
