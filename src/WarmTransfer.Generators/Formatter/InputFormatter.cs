namespace WarmTransfer.Generators;

/// <summary>Writes what reads a class, record or struct from a JSON object.</summary>
internal sealed class InputFormatter(ValueExpressions values, SourceWriter writer)
{
    private const string Runtime = "global::WarmTransfer.";

    public void Format(string accessibility, ObjectModel model)
    {
        writer.WriteLine(AgentFormatter.GeneratedCode);
        writer.Open($"{accessibility} readonly struct {model.HelperName} : {Runtime}IToolValueReader<{model.TypeName}>");
        if (model.IsStrict)
            writer.WriteLine($"private static readonly string[] Names = {{ {string.Join(", ", model.Properties.Select(property => property.JsonName.Literal()))} }};\n");
        writer.WriteLine("public static string Expected => \"an object\";\n");
        writer.Open($"public static bool TryRead(in {Runtime}ToolValue value, ref {Runtime}ToolProblems problems, [global::System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out {model.TypeName} result)");
        writer.WriteLine($$"""
            if (value.Is(out result))
                return true;

            int before = problems.Count;
            if (!{{Runtime}}ToolObjectReader.TryOpen(value, ref problems, out var reader))
                return false;

            """);
        foreach (PropertyModel property in model.Properties)
            writer.WriteLine(Read(property));
        if (model.IsStrict)
            writer.WriteLine("reader.RejectOthers(Names, ref problems);");
        writer.WriteLine("""
            if (problems.Count > before)
                return false;

            """);
        FormatCreation(model);
        writer.WriteLine("return true;");
        writer.Close();
        writer.Close();
    }

    private void FormatCreation(ObjectModel model)
    {
        List<PropertyModel> optional = [.. Bound(model, PropertyBinding.Init)];
        List<PropertyModel> settable = [.. Bound(model, PropertyBinding.Setter)];
        List<string> required = [.. Bound(model, PropertyBinding.Required).Select(property => $"{property.Name} = {Value(property)}")];
        writer.WriteLine($"result = {Creation(model, required)};");

        // What was not sent keeps the value the type gives it, and only an object that was created knows that one.
        if (optional.Count > 0)
        {
            IEnumerable<string> sent = optional.Select(property => $"{property.Name} = {Sent(property)} ? {Value(property)} : result.{property.Name}");
            writer.WriteLine($"if ({string.Join(" || ", optional.Select(Sent))})");
            writer.WriteLine($"    result = {Creation(model, required.Concat(sent))};");
        }

        foreach (PropertyModel property in settable)
        {
            writer.WriteLine($"if ({Sent(property)})");
            writer.WriteLine($"    result.{property.Name} = {Value(property)};");
        }
    }

    private static string Creation(ObjectModel model, IEnumerable<string> initializers)
    {
        string arguments = string.Join(", ", Bound(model, PropertyBinding.Constructor).Select(property => $"{property.Name}: {Value(property)}"));
        string members = string.Join(", ", initializers);
        return $"new {model.TypeName}({arguments})" + (members.Length > 0 ? " { " + members + " }" : "");
    }

    private string Read(PropertyModel property)
    {
        string types = $"{property.Value.DeclaredType}, {values.Reader(property.Value)}";
        string name = property.JsonName.Literal();
        if (property.IsRequired)
            return $"var {Local(property)} = reader.Required<{types}>({name}, ref problems);";
        if (property.Default is { } fallback)
            return $"var {Local(property)} = reader.Optional<{types}>({name}, {fallback.Expression}, ref problems);";
        return $"bool {Sent(property)} = reader.TryRead<{types}>({name}, ref problems, out var {Local(property)});";
    }

    private static IEnumerable<PropertyModel> Bound(ObjectModel model, PropertyBinding binding) => model.Properties.Where(property => property.Binding == binding);

    // Read without a problem, so it is one of the type's values: the compiler cannot see that.
    private static string Value(PropertyModel property) => Local(property) + (property.Value.IsValueType ? "" : "!");

    // Never a keyword, and never one of the names above.
    private static string Local(PropertyModel property) => property.Name.TrimStart('@') + "Value";

    private static string Sent(PropertyModel property) => property.Name.TrimStart('@') + "Sent";
}
