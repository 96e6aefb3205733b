using System.Globalization;
using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Gives generated types names that no member of the agent or of the types around and above it has.</summary>
internal sealed class MemberNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public MemberNames(INamedTypeSymbol agent)
    {
        foreach (INamedTypeSymbol outer in agent.SelfAndContaining())
        {
            _taken.Add(outer.Name);
            _taken.UnionWith(outer.TypeParameters.Select(parameter => parameter.Name));
            _taken.UnionWith(outer.SelfAndBases().SelectMany(level => level.GetMembers()).Select(member => member.Name));
        }
    }

    /// <summary>The wanted name, or that name with the first number that makes it free.</summary>
    public string Take(string wanted)
    {
        var name = wanted;
        for (var number = 2; !_taken.Add(name); number++)
            name = wanted + number.ToString(CultureInfo.InvariantCulture);
        return name;
    }
}
