namespace WarmTransfer.Generators;

/// <summary>Finds what is wrong with tools only beside each other: the model knows them by name alone.</summary>
internal static class ToolSet
{
    /// <summary>The same results in the same order, with the problems between them added.</summary>
    /// <param name="tools">Those that a class declares.</param>
    /// <param name="inherited">Those that it offers as well.</param>
    public static IEnumerable<ToolParseResult> Check(IReadOnlyList<ToolParseResult> tools, IEnumerable<ToolModel> inherited)
    {
        List<ToolModel> all = [.. tools.Select(tool => tool.Model).OfType<ToolModel>(), .. inherited];
        return tools.Select((tool, index) => tool.Model is { } model
            ? tool with { Problems = tool.Problems.Concat(Problems(model, tools.Take(index), all)).ToEquatableArray() }
            : tool);
    }

    /// <summary>Whether a tool has the name of a built-in one whose place none takes.</summary>
    public static bool HasNameOfBuiltIn(ToolModel tool, IEnumerable<ToolModel> all)
        => BuiltIns.All.Any(builtIn => builtIn.ToolName() == tool.Name && all.All(other => other.Replaces != builtIn));

    // Of two that clash, the first keeps its place and the second has the problem.
    private static IEnumerable<ToolProblem> Problems(ToolModel tool, IEnumerable<ToolParseResult> earlier, IEnumerable<ToolModel> all)
    {
        foreach (ToolModel other in earlier.Select(result => result.Model).OfType<ToolModel>())
        {
            if (other.Name == tool.Name)
                yield return new(ToolProblemKind.DuplicateName, Detail: tool.Name);
            if (tool.Replaces != BuiltIn.None && tool.Replaces == other.Replaces)
                yield return new(ToolProblemKind.DuplicateReplacement, Detail: tool.Replaces.ToolName());
        }

        if (HasNameOfBuiltIn(tool, all))
            yield return new(ToolProblemKind.BuiltInName, Detail: tool.Name);
    }
}
