using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace WarmTransfer;

/// <summary>The functions the AI may call while it speaks with the human: the agent's own and the built-in ones, then those of the options.</summary>
internal static class ConsultTools
{
    /// <exception cref="OptionsValidationException">A tool of the options has the name of another one.</exception>
    public static IReadOnlyList<AITool> Merge(ITransferAgent agent, TransferSettings settings, TransferControl control)
    {
        var compiled = agent.CreateTools(control);
        ToolSet.ThrowIfNamesClash(compiled);
        var taken = compiled.Select(tool => tool.Name).ToHashSet(StringComparer.Ordinal);
        string[] clashes = [.. settings.Tools.Where(tool => !taken.Add(tool.Name)).Select(Describe)];
        if (clashes.Length > 0)
            throw new OptionsValidationException(TransferSettingsResolver.ConfigurationSection, typeof(WarmTransferOptions), clashes);
        return [.. compiled, .. settings.Tools];
    }

    private static string Describe(AIFunction tool) =>
        $"Tools has a function named \"{tool.Name}\", as another tool of this transfer is named: the model could not tell them apart. Rename or remove one.";
}
