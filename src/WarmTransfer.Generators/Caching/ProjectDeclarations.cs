using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Everything a project declares, and the agents parsed from it so far: they stand until one of its declarations changes.</summary>
/// <remarks>
/// An edit makes a new compilation, in which any name may mean something else, so the agents would have to be parsed at each keystroke.
/// Most keystrokes are in the body of a method, though, and change no declaration. Whether one did is told from syntax alone, and from
/// the edited file alone, which costs next to nothing beside asking the compiler for symbols again.
/// </remarks>
internal sealed class ProjectDeclarations
{
    private static readonly ConditionalWeakTable<Compilation, ProjectDeclarations> OfCompilations = new();

    // By the first and by the last file of a project. An edit leaves one of them as it was, and so leads to what was known before it.
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<ProjectDeclarations>> Latest = new();

    private readonly ImmutableArray<SyntaxTree> _trees;
    private readonly ImmutableArray<MetadataReference> _references;
    private readonly CompilationOptions _options;
    private readonly string? _assemblyName;
    private readonly ConcurrentDictionary<string, AgentModel?> _agents;

    private ProjectDeclarations(Compilation compilation, CancellationToken cancellationToken)
    {
        _trees = compilation.SyntaxTrees.ToImmutableArray();
        _references = compilation.References.ToImmutableArray();
        _options = compilation.Options;
        _assemblyName = compilation.AssemblyName;
        _agents = Before(cancellationToken)?._agents ?? new(StringComparer.Ordinal);
    }

    /// <summary>The declarations of a compilation, with the agents of an earlier one when that declared the same.</summary>
    public static ProjectDeclarations Of(Compilation compilation, CancellationToken cancellationToken)
    {
        if (OfCompilations.TryGetValue(compilation, out ProjectDeclarations? known))
            return known;
        ProjectDeclarations declarations = OfCompilations.GetValue(compilation, key => new(key, cancellationToken));
        foreach (SyntaxTree tree in declarations.Ends)
            Latest.GetOrCreateValue(tree).Value = declarations;
        return declarations;
    }

    /// <summary>The agent of that name: as it was parsed, or parsed now.</summary>
    /// <param name="name">The class's metadata name, with its namespace and the types it is nested in.</param>
    /// <param name="parse">Parses it.</param>
    public AgentModel? Agent(string name, Func<AgentModel?> parse) => _agents.GetOrAdd(name, _ => parse());

    private IEnumerable<SyntaxTree> Ends => _trees.IsEmpty ? [] : [_trees[0], _trees[_trees.Length - 1]];

    private ProjectDeclarations? Before(CancellationToken cancellationToken)
    {
        foreach (SyntaxTree tree in Ends)
        {
            if (Latest.TryGetValue(tree, out StrongBox<ProjectDeclarations>? latest) && latest.Value is { } before && AreSameAs(before, cancellationToken))
                return before;
        }

        return null;
    }

    private bool AreSameAs(ProjectDeclarations before, CancellationToken cancellationToken)
    {
        if (_assemblyName != before._assemblyName || !_options.Equals(before._options)
            || !_references.SequenceEqual(before._references) || _trees.Length != before._trees.Length)
            return false;
        for (var i = 0; i < _trees.Length; i++)
        {
            if (!DeclarationComparer.DeclareTheSame(before._trees[i], _trees[i], cancellationToken))
                return false;
        }

        return true;
    }
}
