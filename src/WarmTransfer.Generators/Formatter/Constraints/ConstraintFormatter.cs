namespace WarmTransfer.Generators;

/// <summary>Writes the type that checks the constraints of one parameter or property.</summary>
internal sealed class ConstraintFormatter(ConstraintPhrases phrases, SourceWriter writer)
{
    private const string Runtime = "global::WarmTransfer.SourceGeneration.";

    public void Format(string accessibility, ConstraintSetModel set)
    {
        List<string> patterns = [.. set.Constraints.OfType<PatternConstraint>().Select(constraint => constraint.Pattern)];
        writer.WriteLine(AgentFormatter.GeneratedCode);
        writer.Open($"{accessibility} readonly struct {set.HelperName} : {Runtime}IToolConstraint<{set.TypeName}>");
        for (var i = 0; i < patterns.Count; i++)
            writer.WriteLine($"private static readonly {Runtime}ToolPattern Pattern{i} = new({patterns[i].Literal()});\n");
        writer.WriteLine($"""
            public static string Expected => {phrases.Expected(set).Literal()};

            public static bool IsMet({set.TypeName} value) => {ConstraintConditions.All(set)};
            """);
        writer.Close();
    }
}
