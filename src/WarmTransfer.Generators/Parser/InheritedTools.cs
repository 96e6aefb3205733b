using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Finds the tools that an agent has from its base classes: those marked as agents, and abstract ones.</summary>
/// <remarks>The nearest class decides: its tool takes the place of one further up with its name, and of the one it overrides.</remarks>
internal sealed class InheritedTools
{
    private readonly INamedTypeSymbol _agent;
    private readonly KnownSymbols _symbols;
    private readonly CancellationToken _cancellationToken;
    private readonly List<ToolModel> _taken;
    private readonly List<IMethodSymbol> _offeredMethods = [];
    private readonly HashSet<ISymbol> _overridden = new(SymbolEqualityComparer.Default);

    /// <param name="agent">The class with the <c>[TransferAgent]</c> attribute.</param>
    /// <param name="own">The tools it declares itself.</param>
    /// <param name="symbols">Of the compilation the class is in.</param>
    /// <param name="cancellationToken">Stops the parsing.</param>
    public InheritedTools(INamedTypeSymbol agent, IEnumerable<ToolModel> own, KnownSymbols symbols, CancellationToken cancellationToken)
    {
        _agent = agent;
        _symbols = symbols;
        _cancellationToken = cancellationToken;
        _taken = [.. own];
        AddOverridden(agent);
        foreach (INamedTypeSymbol type in agent.SelfAndBases().Skip(1).Where(OffersTools))
        {
            foreach (IMethodSymbol method in AgentParser.ToolMethods(type, symbols).Where(method => !_overridden.Contains(method)))
                Add(method);
            AddOverridden(type);
        }

        LeaveWithNameOfBuiltIn();
    }

    /// <summary>The nearest class's first, each class's in the order they are declared.</summary>
    public List<ToolModel> Offered { get; } = [];

    /// <summary>Why others are not offered, where nothing says so at their declaration.</summary>
    public List<ToolProblem> Problems { get; } = [];

    private bool OffersTools(INamedTypeSymbol type) => type.Attribute(_symbols.TransferAgentAttribute) is not null || AgentParser.IsToolBase(type);

    private void Add(IMethodSymbol method)
    {
        ToolParseResult parsed = ToolParser.Parse(method, _agent, _symbols, _cancellationToken);
        if (parsed.Model is { } model && _taken.Exists(other => IsReplacedBy(model, other)))
            return;

        if (!_symbols.Compilation.IsSymbolAccessibleWithin(method, _agent))
            Leave(ToolProblemKind.InheritedToolOutOfReach, method);
        else if (parsed is not { Model: { } tool, Problems.Count: 0 })
            LeaveUnsupported(method);
        else if (IsHidden(method, out var isOverloaded) || (isOverloaded && !CanBeCalledThroughBase(method)))
            Leave(ToolProblemKind.InheritedToolHidden, method);
        else
            Offer(tool with { CalledThrough = isOverloaded || method.IsStatic ? method.ContainingType.QualifiedName() : null }, method);
    }

    private void Offer(ToolModel tool, IMethodSymbol method)
    {
        _taken.Add(tool);
        Offered.Add(tool);
        _offeredMethods.Add(method);
    }

    // Only now it is known which built-in tools are replaced, and each that is left out may have replaced another.
    private void LeaveWithNameOfBuiltIn()
    {
        for (int i; (i = Offered.FindIndex(tool => ToolSet.HasNameOfBuiltIn(tool, _taken))) >= 0; Offered.RemoveAt(i), _offeredMethods.RemoveAt(i))
        {
            _taken.Remove(Offered[i]);
            if (!HasNameOfBuiltInWhereDeclared(_offeredMethods[i].OriginalDefinition.ContainingType, Offered[i].Name))
                Leave(ToolProblemKind.InheritedToolBuiltInName, _offeredMethods[i]);
        }
    }

    private bool HasNameOfBuiltInWhereDeclared(INamedTypeSymbol type, string name)
        => AgentParser.ParseTools(type, _symbols, out _, _cancellationToken).SelectMany(tool => tool.Problems)
            .Any(problem => problem.Kind == ToolProblemKind.BuiltInName && problem.Detail == name);

    private void Leave(ToolProblemKind kind, IMethodSymbol method)
        => Problems.Add(new(kind, Detail: $"{method.ContainingType.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}.{method.Name}"));

    // What is wrong with it for every agent is reported where it is declared.
    private void LeaveUnsupported(IMethodSymbol method)
    {
        IMethodSymbol declared = method.OriginalDefinition;
        if (ToolParser.Parse(declared, declared.ContainingType, _symbols, _cancellationToken).Problems.All(AgentParser.IsAboutOpenType))
            Leave(ToolProblemKind.InheritedToolUnsupported, method);
    }

    private void AddOverridden(INamedTypeSymbol type)
    {
        foreach (IMethodSymbol method in AgentParser.ToolMethods(type, _symbols))
        {
            for (IMethodSymbol? overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
                _overridden.Add(overridden);
        }
    }

    private static bool IsReplacedBy(ToolModel tool, ToolModel other)
        => other.Name == tool.Name || (other.Replaces == tool.Replaces && tool.Replaces != BuiltIn.None);

    // A call of the method's name begins to look at the agent and goes up: an overload on the way may be taken for it.
    private bool IsHidden(IMethodSymbol method, out bool isOverloaded)
    {
        List<ISymbol> sameName = [.. _agent.SelfAndBases().TakeWhile(type => !type.Is(method.ContainingType))
            .SelectMany(type => type.GetMembers(method.Name)).Where(member => !member.IsOverride)];
        isOverloaded = sameName.Count > 0;
        return sameName.Exists(member => member is not IMethodSymbol other || HaveSameParameters(method, other));
    }

    private static bool HaveSameParameters(IMethodSymbol method, IMethodSymbol other)
        => method.Parameters.Select(parameter => parameter.Type).SequenceEqual(other.Parameters.Select(parameter => parameter.Type), SymbolEqualityComparer.Default);

    // Not a protected method: that one has to be called on the agent's own type.
    private bool CanBeCalledThroughBase(IMethodSymbol method)
        => method.IsStatic || _symbols.Compilation.IsSymbolAccessibleWithin(method, _agent, throughType: method.ContainingType);
}
