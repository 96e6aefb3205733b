using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WarmTransfer.Generators;

/// <summary>Turns a <c>[TransferAgent]</c> class into a model and the list of everything that is wrong with it and its tools.</summary>
/// <remarks>
/// The way in for the generator, which emits the model, and for the analyzers, which compile these files in and report the
/// problems. Neither symbols nor syntax leave it: what it returns can be compared and kept.
/// </remarks>
internal static class AgentParser
{
    private static readonly string[] DefinitionProperties = ["CallTo", "SipTrunkId", "SipNumber", "AcceptDigit", "DeclineDigit", "Persona"];
    private static readonly string[] GeneratedMembers = ["Definition", "CreateTools"];

    /// <summary>The class's own methods with a <c>[TransferTool]</c> attribute, in the order they are declared.</summary>
    public static IEnumerable<IMethodSymbol> ToolMethods(INamedTypeSymbol agent, KnownSymbols symbols)
        => agent.GetMembers().OfType<IMethodSymbol>().Where(method => method.Attribute(symbols.TransferToolAttribute) is not null);

    /// <param name="agent">A class with a <c>[TransferAgent]</c> attribute.</param>
    /// <param name="symbols">Of the compilation the class is in.</param>
    /// <param name="cancellationToken">Stops the parsing.</param>
    public static AgentParseResult Parse(INamedTypeSymbol agent, KnownSymbols symbols, CancellationToken cancellationToken)
    {
        EquatableArray<ToolProblem> problems = ProblemsOfClass(agent, cancellationToken).ToEquatableArray();
        EquatableArray<ToolParseResult> tools = ParseTools(agent, symbols, out InheritedTools inherited, cancellationToken);
        AgentModel? model = problems.Count == 0 ? Model(agent, symbols, tools, inherited.Offered) : null;
        return new(model, problems, tools, inherited.Problems.ToEquatableArray());
    }

    /// <summary>Whether the tools of a class without the attribute are for the agents that derive from it: it is abstract.</summary>
    public static bool IsToolBase(INamedTypeSymbol type) => type is { TypeKind: TypeKind.Class, IsAbstract: true, IsStatic: false };

    /// <summary>Parses the tools of such a class. Types it leaves open are no problem of its own: each agent that derives from it closes them.</summary>
    /// <param name="type">An abstract class without a <c>[TransferAgent]</c> attribute.</param>
    /// <param name="symbols">Of the compilation the class is in.</param>
    /// <param name="cancellationToken">Stops the parsing.</param>
    public static AgentParseResult ParseToolBase(INamedTypeSymbol type, KnownSymbols symbols, CancellationToken cancellationToken)
    {
        IEnumerable<ToolParseResult> tools = ParseTools(type, symbols, out _, cancellationToken)
            .Select(tool => tool with { Problems = tool.Problems.Where(problem => !IsAboutOpenType(problem)).ToEquatableArray() });
        return new(null, default, tools.ToEquatableArray(), default);
    }

    public static bool IsAboutOpenType(ToolProblem problem) => problem.Kind is ToolProblemKind.OpenParameterType or ToolProblemKind.OpenReturnType;

    /// <summary>Parses a class's own tools, beside those it inherits.</summary>
    public static EquatableArray<ToolParseResult> ParseTools(INamedTypeSymbol type, KnownSymbols symbols, out InheritedTools inherited, CancellationToken cancellationToken)
    {
        List<ToolParseResult> own = [.. ToolMethods(type, symbols).Select(method => ToolParser.Parse(method, type, symbols, cancellationToken))];
        inherited = new(type, own.Select(tool => tool.Model).OfType<ToolModel>(), symbols, cancellationToken);
        return ToolSet.Check(own, inherited.Offered).ToEquatableArray();
    }

    private static IEnumerable<ToolProblem> ProblemsOfClass(INamedTypeSymbol agent, CancellationToken cancellationToken)
    {
        if (agent.IsStatic)
            yield return new(ToolProblemKind.StaticAgent);
        foreach (INamedTypeSymbol type in agent.SelfAndContaining())
        {
            if (!IsPartial(type, cancellationToken))
                yield return new(ToolProblemKind.NotPartial, Detail: type.Name);
            if (type.IsFileLocal)
                yield return new(ToolProblemKind.FileLocalAgent, Detail: type.Name);
        }

        foreach (var member in GeneratedMembers.Where(name => !agent.GetMembers(name).IsEmpty))
            yield return new(ToolProblemKind.ReservedMember, Detail: member);
    }

    private static AgentModel Model(INamedTypeSymbol agent, KnownSymbols symbols, EquatableArray<ToolParseResult> parsed, IEnumerable<ToolModel> inherited)
    {
        MemberNames names = new(agent);
        var definitionName = names.Take(agent.Name + "Definition");
        List<ToolModel> tools = [.. parsed.Where(tool => tool.Problems.Count == 0).Select(tool => tool.Model).OfType<ToolModel>().Concat(inherited)
            .Select(tool => tool with { ClassName = names.Take(tool.ClassName) })];
        return new()
        {
            Namespace = agent.ContainingNamespace.IsGlobalNamespace ? null : agent.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)),
            ContainingTypes = agent.SelfAndContaining().Skip(1).Reverse().Select(Header).ToEquatableArray(),
            Type = Header(agent),
            TypeName = agent.QualifiedName(),
            HintName = HintName(agent),
            Definition = Definition(agent, agent.Attribute(symbols.TransferAgentAttribute), definitionName),
            HidesBaseAgent = HidesBaseAgent(agent, symbols),
            Tools = tools.ToEquatableArray(),
            BuiltIns = BuiltIns.All.Where(builtIn => tools.TrueForAll(tool => tool.Replaces != builtIn)).ToEquatableArray(),
            Enums = Distinct(tools.SelectMany(tool => tool.Enums), model => model.TypeName)
                .Select(model => model with { HelperName = names.Take(model.SimpleName + "Names") }).ToEquatableArray(),
            Constraints = ConstraintsOf(tools).Distinct().Select(set => set with { HelperName = names.Take(set.SimpleName + "Constraint") }).ToEquatableArray(),
            Inputs = Distinct(tools.SelectMany(tool => tool.Inputs), model => model.TypeName + model.IsStrict)
                .Select(model => model with { HelperName = names.Take(model.SimpleName + "Reader") }).ToEquatableArray(),
            Objects = Distinct(tools.SelectMany(tool => tool.Objects), model => model.TypeName)
                .Select(model => model with { HelperName = names.Take(model.SimpleName + "Writer") }).ToEquatableArray(),
        };
    }

    private static DefinitionModel Definition(INamedTypeSymbol agent, AttributeData? attribute, string helperName) => new()
    {
        AgentName = agent.Name,
        HelperName = helperName,
        Properties = DefinitionProperties
            .Select(name => (name, value: attribute?.Named(name)?.Value as string))
            .Where(property => property.value is not null)
            .Select(property => new NamedText(property.name, property.value!)).ToEquatableArray(),
    };

    private static IEnumerable<INamespaceSymbol> Namespaces(INamedTypeSymbol type)
    {
        for (INamespaceSymbol space = type.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
            yield return space;
    }

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellationToken)
        => type.DeclaringSyntaxReferences.All(reference => reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration
            && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static bool HidesBaseAgent(INamedTypeSymbol agent, KnownSymbols symbols) => agent.SelfAndBases().Skip(1)
        .Any(type => type.Attribute(symbols.TransferAgentAttribute) is not null || GeneratedMembers.Any(name => !type.GetMembers(name).IsEmpty));

    // What is asked of type parameters need not be said again, and attributes must not be.
    private static TypeHeader Header(INamedTypeSymbol type)
        => new(Form(type), type.Name.Escaped(), type.TypeParameters.Select(parameter => parameter.Name.Escaped()).ToEquatableArray());

    private static TypeForm Form(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => TypeForm.Interface,
        { IsRecord: true, TypeKind: TypeKind.Struct } => TypeForm.RecordStruct,
        { IsRecord: true } => TypeForm.Record,
        { TypeKind: TypeKind.Struct } => TypeForm.Struct,
        _ => TypeForm.Class,
    };

    /// <summary>The name of the class's file, which no other class of the project has.</summary>
    // The metadata name: '+' keeps a nested class apart from a class in a namespace of that name, and "`1" one with a type parameter from one without.
    public static string HintName(INamedTypeSymbol type)
    {
        var name = string.Join("+", type.SelfAndContaining().Reverse().Select(part => part.MetadataName));
        var space = string.Concat(Namespaces(type).Reverse().Select(part => part.Name + "."));
        return space + name + ".g.cs";
    }

    private static IEnumerable<ConstraintSetModel> ConstraintsOf(IEnumerable<ToolModel> tools)
        => tools.SelectMany(tool => tool.Parameters.Select(parameter => parameter.Value?.Constraints)
            .Concat(tool.Inputs.SelectMany(input => input.Properties.Select(property => property.Value.Constraints)))).OfType<ConstraintSetModel>();

    private static IEnumerable<T> Distinct<T>(IEnumerable<T> items, Func<T, string> key)
        => items.GroupBy(key, StringComparer.Ordinal).Select(group => group.First());
}
