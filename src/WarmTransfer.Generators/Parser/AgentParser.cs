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
    private static readonly string[] DefinitionProperties = ["CallTo", "SipTrunkId", "SipNumber", "Persona"];
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
        List<ToolParseResult> tools = [.. ToolMethods(agent, symbols).Select(method => ToolParser.Parse(method, symbols, cancellationToken))];
        EquatableArray<ToolParseResult> checkedTools = ToolSet.Check(tools).ToEquatableArray();
        IEnumerable<ToolModel> inherited = InheritedTools(agent, symbols, checkedTools, cancellationToken);
        AgentModel? model = problems.Count == 0 ? Model(agent, symbols, checkedTools, inherited) : null;
        return new(model, problems, checkedTools);
    }

    private static IEnumerable<ToolProblem> ProblemsOfClass(INamedTypeSymbol agent, CancellationToken cancellationToken)
    {
        if (agent.IsStatic)
            yield return new(ToolProblemKind.StaticAgent);
        foreach (INamedTypeSymbol type in SelfAndContaining(agent))
        {
            if (!IsPartial(type, cancellationToken))
                yield return new(ToolProblemKind.NotPartial, Detail: type.Name);
            if (type.IsGenericType)
                yield return new(ToolProblemKind.GenericAgent, Detail: type.Name);
            if (type.IsFileLocal)
                yield return new(ToolProblemKind.FileLocalAgent, Detail: type.Name);
        }

        foreach (string member in GeneratedMembers.Where(name => !agent.GetMembers(name).IsEmpty))
            yield return new(ToolProblemKind.ReservedMember, Detail: member);
    }

    private static AgentModel Model(INamedTypeSymbol agent, KnownSymbols symbols, EquatableArray<ToolParseResult> parsed, IEnumerable<ToolModel> inherited)
    {
        MemberNames names = new(agent);
        string definitionName = names.Take(agent.Name + "Definition");
        List<ToolModel> tools = [.. parsed.Where(tool => tool.Problems.Count == 0).Select(tool => tool.Model).OfType<ToolModel>().Concat(inherited)
            .Select(tool => tool with { ClassName = names.Take(tool.ClassName) })];
        return new()
        {
            Namespace = agent.ContainingNamespace.IsGlobalNamespace ? null : agent.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)),
            ContainingTypes = SelfAndContaining(agent).Skip(1).Reverse().Select(Header).ToEquatableArray(),
            Type = Header(agent),
            TypeName = agent.QualifiedName(),
            HintName = HintName(agent),
            Definition = Definition(agent, agent.Attribute(symbols.TransferAgentAttribute), definitionName),
            HidesBaseAgent = HidesBaseAgent(agent, symbols),
            Tools = tools.ToEquatableArray(),
            BuiltIns = BuiltIns.All.Where(builtIn => tools.TrueForAll(tool => tool.Replaces != builtIn)).ToEquatableArray(),
            Enums = Distinct(tools.SelectMany(tool => tool.Enums), model => model.TypeName)
                .Select(model => model with { HelperName = names.Take(model.SimpleName + "Names") }).ToEquatableArray(),
            Rules = RulesOf(tools).Distinct().Select(rule => rule with { HelperName = names.Take(rule.SimpleName + "Rule") }).ToEquatableArray(),
            Inputs = Distinct(tools.SelectMany(tool => tool.Inputs), model => model.TypeName + model.IsStrict)
                .Select(model => model with { HelperName = names.Take(model.SimpleName + "Reader") }).ToEquatableArray(),
            Objects = Distinct(tools.SelectMany(tool => tool.Objects), model => model.TypeName)
                .Select(model => model with { HelperName = names.Take(model.SimpleName + "Writer") }).ToEquatableArray(),
        };
    }

    // The tools of base agents that the class can call and has not replaced. What is wrong with them is reported where they are declared.
    private static List<ToolModel> InheritedTools(INamedTypeSymbol agent, KnownSymbols symbols, EquatableArray<ToolParseResult> own, CancellationToken cancellationToken)
    {
        List<ToolModel> taken = [.. own.Select(tool => tool.Model).OfType<ToolModel>()];
        List<ToolModel> inherited = [];
        for (INamedTypeSymbol? type = agent.BaseType; type is not null; type = type.BaseType)
        {
            if (type.Attribute(symbols.TransferAgentAttribute) is null)
                continue;
            foreach (IMethodSymbol method in ToolMethods(type, symbols).Where(method => symbols.Compilation.IsSymbolAccessibleWithin(method, agent)))
            {
                ToolParseResult parsed = ToolParser.Parse(method, symbols, cancellationToken);
                if (parsed is not { Model: { } tool, Problems.Count: 0 } || taken.Exists(other => IsReplacedBy(tool, other)))
                    continue;
                taken.Add(tool);
                inherited.Add(tool);
            }
        }

        return inherited;
    }

    private static bool IsReplacedBy(ToolModel tool, ToolModel other)
        => other.Name == tool.Name || (other.Replaces == tool.Replaces && tool.Replaces != BuiltIn.None);

    private static DefinitionModel Definition(INamedTypeSymbol agent, AttributeData? attribute, string helperName) => new()
    {
        AgentName = agent.Name,
        HelperName = helperName,
        Properties = DefinitionProperties
            .Select(name => (name, value: attribute?.Named(name)?.Value as string))
            .Where(property => property.value is not null)
            .Select(property => new NamedText(property.name, property.value!)).ToEquatableArray(),
    };

    private static IEnumerable<INamedTypeSymbol> SelfAndContaining(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
            yield return current;
    }

    private static IEnumerable<INamespaceSymbol> Namespaces(INamedTypeSymbol type)
    {
        for (INamespaceSymbol space = type.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
            yield return space;
    }

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellationToken)
        => type.DeclaringSyntaxReferences.All(reference => reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration
            && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static bool HidesBaseAgent(INamedTypeSymbol agent, KnownSymbols symbols)
    {
        for (INamedTypeSymbol? type = agent.BaseType; type is not null; type = type.BaseType)
        {
            if (type.Attribute(symbols.TransferAgentAttribute) is not null || GeneratedMembers.Any(name => !type.GetMembers(name).IsEmpty))
                return true;
        }

        return false;
    }

    private static TypeHeader Header(INamedTypeSymbol type) => new(Keyword(type), type.Name.Escaped());

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        _ => "class",
    };

    /// <summary>The name of the class's file, which no other class of the project has.</summary>
    // The metadata name: '+' keeps a nested class apart from a class in a namespace of that name.
    public static string HintName(INamedTypeSymbol type)
    {
        string name = string.Join("+", SelfAndContaining(type).Reverse().Select(part => part.MetadataName));
        string space = string.Concat(Namespaces(type).Reverse().Select(part => part.Name + "."));
        return space + name + ".g.cs";
    }

    private static IEnumerable<RuleModel> RulesOf(IEnumerable<ToolModel> tools)
        => tools.SelectMany(tool => tool.Parameters.Select(parameter => parameter.Value?.Rule)
            .Concat(tool.Inputs.SelectMany(input => input.Properties.Select(property => property.Value.Rule)))).OfType<RuleModel>();

    private static IEnumerable<T> Distinct<T>(IEnumerable<T> items, Func<T, string> key)
        => items.GroupBy(key, StringComparer.Ordinal).Select(group => group.First());
}
