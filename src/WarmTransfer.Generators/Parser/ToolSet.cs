namespace WarmTransfer.Generators;

/// <summary>Finds what is wrong with tools only beside each other: the model knows them by name alone.</summary>
internal static class ToolSet
{
    /// <summary>The same results in the same order, with the problems between them added.</summary>
    public static IEnumerable<ToolParseResult> Check(IReadOnlyList<ToolParseResult> tools)
        => tools.Select((tool, index) => tool.Model is { } model
            ? tool with { Problems = tool.Problems.Concat(Problems(model, tools.Take(index), tools)).ToEquatableArray() }
            : tool);

    // Of two that clash, the first keeps its place and the second has the problem.
    private static IEnumerable<ToolProblem> Problems(ToolModel tool, IEnumerable<ToolParseResult> earlier, IEnumerable<ToolParseResult> all)
    {
        foreach (ToolModel other in earlier.Select(result => result.Model).OfType<ToolModel>())
        {
            if (other.Name == tool.Name)
                yield return new(ToolProblemKind.DuplicateName, Detail: tool.Name);
            if (tool.Replaces != BuiltIn.None && tool.Replaces == other.Replaces)
                yield return new(ToolProblemKind.DuplicateReplacement, Detail: tool.Replaces.ToolName());
        }

        foreach (BuiltIn builtIn in BuiltIns.All)
        {
            bool isOffered = all.All(result => result.Model?.Replaces != builtIn);
            if (isOffered && builtIn.ToolName() == tool.Name)
                yield return new(ToolProblemKind.BuiltInName, Detail: tool.Name);
        }
    }
}
