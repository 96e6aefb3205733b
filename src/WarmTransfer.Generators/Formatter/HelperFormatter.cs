namespace WarmTransfer.Generators;

/// <summary>Writes what the tools of a file share: the definition, the enums' names, constraints, the readers and writers of objects.</summary>
/// <remarks>File-local, so that no two agents clash; nested in the agent where the type they name is private to it.</remarks>
internal sealed class HelperFormatter(AgentModel agent, ValueExpressions values, ConstantFormatter constants, SourceWriter writer)
{
    private readonly ConstraintFormatter _constraints = new(new(constants), writer);
    private readonly InputFormatter _inputs = new(values, writer);

    public static string Reference(AgentModel agent, string helperName, bool isNested)
    {
        if (isNested)
            return $"{agent.TypeName}.{helperName}";
        return agent.Namespace is { } space ? $"global::{space}.{helperName}" : $"global::{helperName}";
    }

    public string Reference(string helperName) => Reference(agent, helperName, isNested: false);

    public void FormatFileLocal()
    {
        writer.WriteLine();
        FormatDefinition();
        FormatTypes("file", isPrivate: false);
    }

    public void FormatNested() => FormatTypes("private", isPrivate: true);

    private void FormatTypes(string accessibility, bool isPrivate)
    {
        foreach (EnumModel model in agent.Enums.Where(model => model.IsPrivate == isPrivate))
        {
            writer.WriteLine();
            FormatEnum(accessibility, model);
        }

        foreach (ConstraintSetModel set in agent.Constraints.Where(set => set.IsPrivate == isPrivate))
        {
            writer.WriteLine();
            _constraints.Format(accessibility, set);
        }

        foreach (ObjectModel model in agent.Inputs.Where(model => model.IsPrivate == isPrivate))
        {
            writer.WriteLine();
            _inputs.Format(accessibility, model);
        }

        foreach (ObjectModel model in agent.Objects.Where(model => model.IsPrivate == isPrivate))
        {
            writer.WriteLine();
            FormatObject(accessibility, model);
        }
    }

    private void FormatDefinition()
    {
        writer.WriteLine(AgentFormatter.GeneratedCode);
        writer.Open($"file static class {agent.Definition.HelperName}");
        writer.WriteLine($"public static readonly global::WarmTransfer.TransferAgentDefinition Value = new({agent.Definition.AgentName.Literal()})");
        writer.WriteLine("{");
        foreach (NamedText property in agent.Definition.Properties)
            writer.WriteLine($"    {property.Name} = {property.Value.Literal()},");
        writer.WriteLine("};");
        writer.Close();
    }

    private void FormatEnum(string accessibility, EnumModel model)
    {
        var member = $"global::WarmTransfer.SourceGeneration.ToolEnumMember<{model.TypeName}>";
        writer.WriteLine(AgentFormatter.GeneratedCode);
        writer.Open($"{accessibility} readonly struct {model.HelperName} : global::WarmTransfer.SourceGeneration.IToolEnum<{model.TypeName}>");
        writer.WriteLine($"private static readonly {member}[] Table =");
        writer.WriteLine("{");
        foreach (EnumMemberModel entry in model.Members)
            writer.WriteLine($"    new({entry.JsonName.Literal()}, {model.TypeName}.{entry.Name}{Alias(entry)}),");
        writer.WriteLine("};\n");
        writer.WriteLine($"public static global::System.ReadOnlySpan<{member}> Members => Table;\n");
        FormatFind(model);
        writer.Close();
    }

    private void FormatFind(EnumModel model)
    {
        writer.Open($"public static bool TryFind(global::System.ReadOnlySpan<byte> name, out {model.TypeName} value)");
        foreach (EnumMemberModel member in model.Members.Where(member => IsPlain(member.JsonName)))
            writer.WriteLine($"if (global::System.MemoryExtensions.SequenceEqual(name, {member.JsonName.Literal()}u8)) {{ value = {model.TypeName}.{member.Name}; return true; }}");
        writer.WriteLine("""
            value = default;
            return false;
            """);
        writer.Close();
    }

    // Stands in JSON as it is; any other name is compared after JSON's escapes are undone.
    private static bool IsPlain(string name) => name.All(letter => letter >= ' ' && letter != '"' && letter != '\\' && !char.IsSurrogate(letter));

    // A model that knows the enum from elsewhere uses the name it has there.
    private static string Alias(EnumMemberModel member)
        => member.Name.TrimStart('@') == member.JsonName ? "" : ", " + member.Name.TrimStart('@').Literal();

    private void FormatObject(string accessibility, ObjectModel model)
    {
        writer.WriteLine(AgentFormatter.GeneratedCode);
        writer.Open($"{accessibility} readonly struct {model.HelperName} : global::WarmTransfer.SourceGeneration.IToolValueWriter<{model.TypeName}>");
        writer.Open($"public static void Write(global::System.Text.Json.Utf8JsonWriter writer, {model.TypeName} value)");
        writer.WriteLine("writer.WriteStartObject();");
        foreach (PropertyModel property in model.Properties)
        {
            writer.WriteLine($"""
                writer.WritePropertyName({property.JsonName.Literal()}u8);
                {values.Writer(property.Value)}.Write(writer, value.{property.Name});
                """);
        }

        writer.WriteLine("writer.WriteEndObject();");
        writer.Close();
        writer.Close();
    }
}
