namespace WarmTransfer.Generators;

/// <summary>Writes the class of one tool: its description as constants, and the call.</summary>
/// <remarks>The class is nested in the agent, so that it reaches private methods, and calls the method by name: no reflection, no delegates.</remarks>
internal sealed class ToolFormatter(AgentModel agent, ValueExpressions values, SchemaFormatter schemas, SourceWriter writer)
{
    private const string Runtime = "global::WarmTransfer.SourceGeneration.";
    private const string MethodImpl = "global::System.Runtime.CompilerServices.MethodImpl";
    private const string Inlined = $"[{MethodImpl}({MethodImpl}Options.AggressiveInlining)]";

    // The caller catches exceptions, and code inlined into such a method is compiled for the worse.
    private const string NotInlined = $"[{MethodImpl}({MethodImpl}Options.NoInlining)]";

    private readonly OnePassFormatter _onePass = new(values, writer);

    public string Creation(ToolModel tool) => $"new {tool.ClassName}({string.Join(", ", Captures(tool).Select(capture => capture.Argument))})";

    public void Format(ToolModel tool)
    {
        var parameters = string.Join(", ", Captures(tool).Select(capture => $"{capture.Type} {capture.Name}"));
        writer.WriteLine(AgentFormatter.GeneratedCode);
        writer.Open($"private sealed class {tool.ClassName}({parameters}) : global::WarmTransfer.TransferTool");
        writer.WriteLine($"private static readonly {Runtime}ToolSchema Schema = new({schemas.Parameters(tool).RawLiteral()});");
        var returned = schemas.Return(tool.Return);
        if (tool.IsStrict)
            writer.WriteLine($"\nprivate static readonly string[] Names = {{ {string.Join(", ", Sent(tool).Select(parameter => parameter.Name.Literal()))} }};");
        if (returned is not null)
            writer.WriteLine($"\nprivate static readonly {Runtime}ToolSchema ReturnSchema = new({returned.RawLiteral()});");
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
        var isBound = read.Count > 0 || tool.IsStrict;
        if (isBound)
            writer.WriteLine(NotInlined);
        writer.Open("protected override global::System.Threading.Tasks.ValueTask<object?> CallAsync(global::Microsoft.Extensions.AI.AIFunctionArguments arguments, global::System.Threading.CancellationToken cancellationToken)");
        if (isBound)
        {
            if (read.Count > 0)
                writer.Open($"if (!TryReadExactly(arguments{Outputs(read)}))");
            FormatTolerantReading(read, isAgain: read.Count > 0, "this");
            if (read.Count > 0)
                writer.Close();
            writer.WriteLine();
        }

        FormatAnswer(tool, "arguments.Services", call => Answer(tool.Return, call));
        writer.Close();

        // A tool that asks for the dictionary has to be given one, as the base class does.
        if (tool.Parameters.All(parameter => parameter.Source != ParameterSource.FunctionArguments))
            FormatUtf8Call(tool, read);
        if (read.Count > 0)
            FormatExactReading(tool, read);
        if (isBound)
            FormatBinding(tool, read);
    }

    private void FormatUtf8Call(ToolModel tool, List<ParameterModel> read)
    {
        writer.WriteLine();
        writer.Open("protected override global::System.Threading.Tasks.ValueTask<bool> CallUtf8Async(global::System.ReadOnlySpan<byte> arguments, global::System.Buffers.IBufferWriter<byte> result, global::System.IServiceProvider? services, global::System.Threading.CancellationToken cancellationToken)");
        List<OnePassProperty> properties = [.. read.Select(parameter => new OnePassProperty(parameter.Name, parameter.Value!, Local(parameter), parameter.Default is null))];
        var isFast = OnePassFormatter.CanRead(properties);
        if (isFast)
            writer.Open($"if (!TryReadExactly(arguments{Outputs(read)}))");
        if (read.Count > 0 || tool.IsStrict)
            FormatTolerantReading(read, isAgain: isFast, "this, result");
        if (isFast)
            writer.Close();
        if (read.Count > 0 || tool.IsStrict)
            writer.WriteLine();
        FormatAnswer(tool, "services", call => WrittenAnswer(tool.Return, call));
        writer.Close();
        if (isFast)
            FormatOnePass(tool, read, properties);
    }

    private void FormatAnswer(ToolModel tool, string services, Func<string, string> answer)
    {
        var target = tool switch
        {
            { IsStatic: true } => tool.CalledThrough ?? agent.TypeName,
            { CalledThrough: { } type } => $"(({type})agent)",
            _ => "agent",
        };
        var call = $"{target}.{tool.MethodName}({string.Join(", ", tool.Parameters.Select(parameter => Argument(parameter, services)))})";

        if (tool.Return.IsStream)
            call = $"{Runtime}ToolResults.CollectAsync({call}, cancellationToken)";

        // The author marked both: the mark is for other callers, the tool is this one.
        if (tool.IsObsolete)
            writer.WriteLine("#pragma warning disable CS0612, CS0618");
        writer.WriteLine(answer(call));
        if (tool.IsObsolete)
            writer.WriteLine("#pragma warning restore CS0612, CS0618");
    }

    private void FormatTolerantReading(List<ParameterModel> read, bool isAgain, string refusal)
    {
        var outputs = isAgain ? string.Concat(read.Select(parameter => ", out " + Local(parameter))) : Outputs(read);
        writer.WriteLine($"""
            var reader = new {Runtime}ToolArgumentReader(arguments);
            if (!TryBind(ref reader{outputs}))
                return reader.Refuse({refusal});
            """);
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

    // The arguments as the schema has them, from a dictionary.
    private void FormatExactReading(ToolModel tool, List<ParameterModel> read)
    {
        writer.WriteLine();
        writer.WriteLine(Inlined);
        writer.Open($"private static bool TryReadExactly(global::Microsoft.Extensions.AI.AIFunctionArguments arguments{Declarations(read)})");
        FormatDefaults(read);

        // One that is absent may have come under another name, and to a strict tool every other one matters.
        var isCounted = tool.IsStrict || read.Any(parameter => parameter.Default is not null);
        if (isCounted)
            writer.WriteLine("int absent = 0;");
        List<string> conditions = [.. read.Select(parameter => parameter.Default is { } fallback
            ? $"{Runtime}ToolArguments.TryReadExact<{Types(parameter)}>(arguments, {parameter.Name.Literal()}, {ConstantFormatter.Expression(fallback, parameter.Value!)}, ref absent, out {Local(parameter)}!)"
            : $"{Runtime}ToolArguments.TryReadExact<{Types(parameter)}>(arguments, {parameter.Name.Literal()}, out {Local(parameter)}!)")];
        if (tool.IsStrict)
            conditions.Add($"absent + arguments.Count == {read.Count}");
        else if (isCounted)
            conditions.Add($"(absent == 0 || absent + arguments.Count == {read.Count})");
        writer.WriteLine($"return {string.Join("\n    && ", conditions)};");
        writer.Close();
    }

    // The same, in one pass over the JSON.
    private void FormatOnePass(ToolModel tool, List<ParameterModel> read, List<OnePassProperty> properties)
    {
        writer.WriteLine();
        _onePass.FormatNames(tool.IsStrict, properties);
        writer.Open($"private static bool TryReadExactly(global::System.ReadOnlySpan<byte> arguments{Declarations(read)})");
        FormatDefaults(read);
        writer.WriteLine("var json = new global::System.Text.Json.Utf8JsonReader(arguments);");
        writer.Open("try");
        writer.WriteLine("""
            if (arguments.IsEmpty || !json.Read() || json.TokenType != global::System.Text.Json.JsonTokenType.StartObject)
                return false;
            """);
        _onePass.Format("ReadArgument", tool.IsStrict, properties);
        writer.WriteLine("return isComplete && !json.Read();");
        writer.Close();
        writer.Open("catch (global::System.Text.Json.JsonException)");
        writer.WriteLine("return false;");
        writer.Close();
        writer.Close();
    }

    private void FormatDefaults(List<ParameterModel> read)
    {
        foreach (ParameterModel parameter in read)
            writer.WriteLine($"{Local(parameter)} = {(parameter.Default is { } fallback ? ConstantFormatter.Expression(fallback, parameter.Value!) : "default!")};");
    }

    private static IEnumerable<ParameterModel> Sent(ToolModel tool) => tool.Parameters.Where(parameter => parameter.Source == ParameterSource.Arguments);

    private static string Outputs(List<ParameterModel> parameters) => string.Concat(parameters.Select(parameter => ", out var " + Local(parameter)));

    private static string Declarations(List<ParameterModel> parameters)
        => string.Concat(parameters.Select(parameter => $", out {parameter.Value!.DeclaredType} {Local(parameter)}"));

    private string Types(ParameterModel parameter) => $"{parameter.Value!.DeclaredType}, {values.Reader(parameter.Value)}";

    private string Read(ParameterModel parameter)
    {
        return parameter.Default is { } fallback
            ? $"reader.Optional<{Types(parameter)}>({parameter.Name.Literal()}, {ConstantFormatter.Expression(fallback, parameter.Value!)})"
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
        ParameterSource.KeyedService => $"{Runtime}ToolServices.{(parameter.IsNullable ? "OptionalKeyed" : "RequiredKeyed")}<{parameter.ServiceType}>({services}, {ConstantFormatter.Expression(parameter.ServiceKey!)})",
        _ => throw new ArgumentOutOfRangeException(nameof(parameter)),
    };

    private string Answer(ReturnModel result, string call)
    {
        var suffix = result.Shape == ReturnShape.Awaitable ? "Async" : "";
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
        var suffix = result.Shape == ReturnShape.Awaitable ? "Async" : "";
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
            yield return ("global::WarmTransfer.TransferControl", "control", "control");
    }

    // Never a keyword, and never one of the names above.
    private static string Local(ParameterModel parameter) => parameter.Name + "Argument";
}
