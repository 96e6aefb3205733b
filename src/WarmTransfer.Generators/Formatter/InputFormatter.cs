namespace WarmTransfer.Generators;

/// <summary>Writes what reads a class, record or struct from a JSON object.</summary>
internal sealed class InputFormatter(ValueExpressions values, SourceWriter writer)
{
    private const string Runtime = "global::WarmTransfer.SourceGeneration.";

    private readonly OnePassFormatter _onePass = new(values, writer);

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
        writer.WriteLine($"""
            result = Create({Arguments(model, Sent)});
            return true;
            """);
        writer.Close();
        FormatOnePass(model);
        FormatCreation(model);
        writer.Close();
    }

    private void FormatOnePass(ObjectModel model)
    {
        List<OnePassProperty> properties = [.. model.Properties.Select(property => new OnePassProperty(property.JsonName, property.Value, Local(property), property.IsRequired))];
        if (!OnePassFormatter.CanRead(properties))
            return;

        List<PropertyModel> inOrder = [.. model.Properties];
        writer.WriteLine($"""

            public static bool TryReadExact(object? value, [global::System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out {model.TypeName} result)
                => {Runtime}ToolArguments.TryReadExact<{model.TypeName}, {values.Reader(model)}>(value, out result);

            """);
        _onePass.FormatNames(model.IsStrict, properties);
        writer.Open($"public static bool TryReadExact(ref global::System.Text.Json.Utf8JsonReader json, [global::System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out {model.TypeName} result)");
        writer.WriteLine("""
            result = default;
            if (json.TokenType != global::System.Text.Json.JsonTokenType.StartObject)
                return false;

            """);
        foreach (PropertyModel property in model.Properties)
            writer.WriteLine($"{property.Value.DeclaredType} {Local(property)} = {(property.Default is { } fallback ? ConstantFormatter.Expression(fallback, property.Value) : "default!")};");
        _onePass.Format("Read", model.IsStrict, properties);
        writer.WriteLine($"""
            if (!isComplete)
                return false;

            result = Create({Arguments(model, property => $"read.HasRead({inOrder.IndexOf(property)})")});
            return true;
            """);
        writer.Close();
    }

    private void FormatCreation(ObjectModel model)
    {
        writer.WriteLine();
        writer.Open($"private static {model.TypeName} Create({string.Join(", ", model.Properties.Select(Declaration))})");
        List<PropertyModel> optional = [.. Bound(model, PropertyBinding.Init).Where(MayBeUnsent)];
        List<PropertyModel> settable = [.. Bound(model, PropertyBinding.Setter).Where(MayBeUnsent)];
        List<string> required = [.. model.Properties.Where(IsAlwaysSet).Select(property => $"{property.Name} = {Value(property)}")];
        if (optional.Count > 0)
            FormatOptional(model, required, optional);
        else
            writer.WriteLine($"{(settable.Count > 0 ? "var result =" : "return")} {Creation(model, required)};");
        foreach (PropertyModel property in settable)
        {
            writer.WriteLine($"""
                if ({Sent(property)})
                    result.{property.Name} = {Value(property)};
                """);
        }

        if (optional.Count + settable.Count > 0)
            writer.WriteLine("return result;");
        writer.Close();
    }

    // What was not sent keeps the value the type gives it, and only an object that was created knows that one.
    private void FormatOptional(ObjectModel model, List<string> required, List<PropertyModel> optional)
    {
        IEnumerable<string> all = optional.Select(property => $"{property.Name} = {Value(property)}");
        IEnumerable<string> sent = optional.Select(property => $"{property.Name} = {Sent(property)} ? {Value(property)} : unsent.{property.Name}");
        writer.WriteLine($"{model.TypeName} result;");
        writer.Open($"if ({string.Join(" && ", optional.Select(Sent))})");
        writer.WriteLine($"result = {Creation(model, required.Concat(all))};");
        writer.Close();
        writer.Open("else");
        writer.WriteLine($"""
            var unsent = {Creation(model, required)};
            result = {string.Join(" || ", optional.Select(Sent))} ? {Creation(model, required.Concat(sent))} : unsent;
            """);
        writer.Close();
    }

    private static string Creation(ObjectModel model, IEnumerable<string> initializers)
    {
        var arguments = string.Join(", ", Bound(model, PropertyBinding.Constructor).Select(property => $"{property.Name}: {Value(property)}"));
        var members = string.Join(", ", initializers);
        return $"new {model.TypeName}({arguments})" + (members.Length > 0 ? " { " + members + " }" : "");
    }

    private string Read(PropertyModel property)
    {
        var types = $"{property.Value.DeclaredType}, {values.Reader(property.Value)}";
        var name = property.JsonName.Literal();
        if (property.IsRequired)
            return $"var {Local(property)} = reader.Required<{types}>({name}, ref problems);";
        if (property.Default is { } fallback)
            return $"var {Local(property)} = reader.Optional<{types}>({name}, {ConstantFormatter.Expression(fallback, property.Value)}, ref problems);";
        return $"bool {Sent(property)} = reader.TryRead<{types}>({name}, ref problems, out var {Local(property)});";
    }

    private static string Arguments(ObjectModel model, Func<PropertyModel, string> sent)
        => string.Join(", ", model.Properties.Select(property => (MayBeUnsent(property) ? sent(property) + ", " : "") + Value(property)));

    private static string Declaration(PropertyModel property)
        => (MayBeUnsent(property) ? $"bool {Sent(property)}, " : "") + $"{property.Value.DeclaredType} {Local(property)}";

    // Without a default of its own, it then has the one the type gives it.
    private static bool MayBeUnsent(PropertyModel property) => property is { Binding: PropertyBinding.Init or PropertyBinding.Setter, Default: null };

    private static bool IsAlwaysSet(PropertyModel property) => property.Binding != PropertyBinding.Constructor && !MayBeUnsent(property);

    private static IEnumerable<PropertyModel> Bound(ObjectModel model, PropertyBinding binding) => model.Properties.Where(property => property.Binding == binding);

    // Read without a problem, so it is one of the type's values: the compiler cannot see that.
    private static string Value(PropertyModel property) => Local(property) + (property.Value.IsValueType ? "" : "!");

    // Never a keyword, and never one of the names above.
    private static string Local(PropertyModel property) => property.Name.TrimStart('@') + "Value";

    private static string Sent(PropertyModel property) => property.Name.TrimStart('@') + "Sent";
}
