using System.Globalization;
using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Gives generated types names that no member of the agent or of the types around and above it has.</summary>
internal sealed class MemberNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public MemberNames(INamedTypeSymbol agent)
    {
        for (INamedTypeSymbol? outer = agent; outer is not null; outer = outer.ContainingType)
        {
            _taken.Add(outer.Name);
            for (INamedTypeSymbol? level = outer; level is not null; level = level.BaseType)
                _taken.UnionWith(level.GetMembers().Select(member => member.Name));
        }
    }

    /// <summary>The wanted name, or that name with the first number that makes it free.</summary>
    public string Take(string wanted)
    {
        string name = wanted;
        for (int number = 2; !_taken.Add(name); number++)
            name = wanted + number.ToString(CultureInfo.InvariantCulture);
        return name;
    }
}
