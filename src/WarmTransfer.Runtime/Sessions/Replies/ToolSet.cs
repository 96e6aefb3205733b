using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>The functions the model of one session may call, each under a name of its own.</summary>
internal sealed class ToolSet(IReadOnlyList<AITool> tools)
{
    private volatile IReadOnlyList<AITool> _current = Copied(tools);

    /// <exception cref="ArgumentException">Two have one name.</exception>
    public IReadOnlyList<AITool> Current
    {
        get => _current;
        set => _current = Copied(value);
    }

    /// <exception cref="ArgumentException">Two have one name.</exception>
    public static void ThrowIfNamesClash(IReadOnlyList<AITool> tools)
    {
        var clash = tools.GroupBy(tool => tool.Name, StringComparer.Ordinal).FirstOrDefault(named => named.Skip(1).Any());
        if (clash is not null)
            throw new ArgumentException($"Two tools are named '{clash.Key}'; the model could not tell them apart. Rename or remove one.", nameof(tools));
    }

    private static IReadOnlyList<AITool> Copied(IReadOnlyList<AITool> tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        ThrowIfNamesClash(tools);
        return [.. tools];
    }
}
