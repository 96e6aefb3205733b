using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Turns a <c>[TransferTool]</c> method into a model and the list of everything that is wrong with it.</summary>
internal static class ToolParser
{
    /// <summary>Parses one method by itself; what only shows beside the agent's other tools is <see cref="AgentParser"/>'s to find.</summary>
    /// <param name="method">A method with a <c>[TransferTool]</c> attribute.</param>
    /// <param name="agent">The class that offers it: the method's own, or one derived from that.</param>
    /// <param name="symbols">Of the compilation the method is in.</param>
    /// <param name="cancellationToken">Stops the parsing.</param>
    public static ToolParseResult Parse(IMethodSymbol method, INamedTypeSymbol agent, KnownSymbols symbols, CancellationToken cancellationToken)
    {
        List<ToolProblem> problems = [.. ProblemsOfMethod(method)];
        DocumentationComment documentation = DocumentationComment.Of(method, cancellationToken);
        AttributeData? attribute = method.Attribute(symbols.TransferToolAttribute);
        BuiltIn replaces = Replaces(attribute, problems);
        var name = attribute?.NamedText("Name") ?? (replaces == BuiltIn.None ? ToolName.FromMethod(method.Name) : replaces.ToolName());
        if (!ToolName.IsValid(name))
            problems.Add(new(ToolProblemKind.InvalidName, Detail: name));

        var isStrict = IsStrict(attribute) || IsStrict(agent.Attribute(symbols.TransferAgentAttribute)) || IsStrict(method.ContainingType.Attribute(symbols.TransferAgentAttribute));
        ValueParser arguments = new(symbols, ValueDirection.Parameter, isStrict, cancellationToken);
        ValueParser results = new(symbols, ValueDirection.Result, isStrict: false, cancellationToken);
        List<ParameterModel> parameters = Parameters(method, new(symbols, arguments, documentation, problems), problems);
        if (isStrict)
            problems.AddRange(StrictProblems(parameters, arguments.Objects));
        ReturnModel? returns = new ReturnParser(symbols, results, documentation, problems).Parse(method);
        if (returns is null || parameters.Count != method.Parameters.Length)
            return new(null, problems.ToEquatableArray());

        ToolModel model = new()
        {
            Name = name,
            Description = attribute?.NamedText("Description") ?? method.Attribute(symbols.DescriptionAttribute).FirstText() ?? documentation.Summary,
            MethodName = method.Name.Escaped(),
            ClassName = ToolName.WithoutAsync(method.Name) + "Tool",
            IsStatic = method.IsStatic,
            IsObsolete = method.Attribute(symbols.ObsoleteAttribute) is not null,
            IsStrict = isStrict,
            Replaces = replaces,
            Parameters = parameters.ToEquatableArray(),
            Return = returns,
            Enums = arguments.Enums.Concat(results.Enums).ToEquatableArray(),
            Inputs = arguments.Objects.ToEquatableArray(),
            Objects = results.Objects.ToEquatableArray(),
        };
        return new(model, problems.ToEquatableArray());
    }

    private static IEnumerable<ToolProblem> ProblemsOfMethod(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.ExplicitInterfaceImplementation)
            yield return new(ToolProblemKind.ExplicitImplementation);
        else if (method.MethodKind != MethodKind.Ordinary)
            yield return new(ToolProblemKind.NotAnOrdinaryMethod);
        if (method.IsGenericMethod)
            yield return new(ToolProblemKind.GenericMethod);

        // The compiler removes the calls of a partial method that nobody implemented.
        if (method is { IsPartialDefinition: true, PartialImplementationPart: null })
            yield return new(ToolProblemKind.NoImplementation);
    }

    private static BuiltIn Replaces(AttributeData? attribute, List<ToolProblem> problems)
    {
        if (attribute?.Named("Replaces")?.Value is not int value)
            return BuiltIn.None;
        if (value is >= (int)BuiltIn.None and <= (int)BuiltIn.VoicemailDetected)
            return (BuiltIn)value;
        problems.Add(new(ToolProblemKind.UnknownBuiltIn, Detail: value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return BuiltIn.None;
    }

    private static bool IsStrict(AttributeData? attribute) => attribute?.Named("Strict")?.Value is true;

    // A strict schema names every property there may be; of a dictionary, or of any JSON, nobody can.
    private static IEnumerable<ToolProblem> StrictProblems(List<ParameterModel> parameters, IEnumerable<ObjectModel> objects)
    {
        ILookup<string, ObjectModel> types = objects.ToLookup(model => model.TypeName, StringComparer.Ordinal);
        foreach (ParameterModel parameter in parameters.Where(parameter => parameter.Value is not null))
        {
            if (OpenValue(parameter.Value!, types, new(StringComparer.Ordinal)) is { } open)
                yield return new(ToolProblemKind.NotStrict, parameter.Name, open.TypeName.Replace("global::", ""));
        }
    }

    private static ValueModel? OpenValue(ValueModel value, ILookup<string, ObjectModel> types, HashSet<string> visited)
    {
        if (value.Kind is ValueKind.Map or ValueKind.Json)
            return value;
        if (value.Element is { } element)
            return OpenValue(element, types, visited);
        if (value.Kind != ValueKind.Object || !visited.Add(value.TypeName))
            return null;
        return types[value.TypeName].SelectMany(model => model.Properties)
            .Select(property => OpenValue(property.Value, types, visited)).FirstOrDefault(open => open is not null);
    }

    private static List<ParameterModel> Parameters(IMethodSymbol method, ParameterParser parser, List<ToolProblem> problems)
    {
        List<ParameterModel> parameters = [];
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parser.Parse(parameter) is not { } model)
                continue;

            // Arguments are found by name whatever its case and underscores, so two that differ in nothing else cannot be told apart.
            if (parameters.Find(other => IsSameArgument(other, model)) is { } twin)
                problems.Add(new(ToolProblemKind.AmbiguousParameter, model.Name, twin.Name));
            parameters.Add(model);
        }

        return parameters;
    }

    private static bool IsSameArgument(ParameterModel one, ParameterModel other)
        => one.Source == ParameterSource.Arguments && other.Source == ParameterSource.Arguments
            && string.Equals(one.Name.Replace("_", ""), other.Name.Replace("_", ""), StringComparison.OrdinalIgnoreCase);
}
