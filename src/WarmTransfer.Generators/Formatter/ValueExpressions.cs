namespace WarmTransfer.Generators;

/// <summary>Names the types that read and write a value: built from the runtime's readers and writers and the file's own helpers.</summary>
internal sealed class ValueExpressions(AgentModel agent)
{
    private const string Readers = "global::WarmTransfer.SourceGeneration.ToolReaders.";
    private const string Writers = "global::WarmTransfer.SourceGeneration.ToolWriters.";

    private readonly Dictionary<string, string> _names = agent.Enums.ToDictionary(model => model.TypeName, model => HelperFormatter.Reference(agent, model.HelperName, model.IsPrivate), StringComparer.Ordinal);
    private readonly Dictionary<string, string> _writers = agent.Objects.ToDictionary(model => model.TypeName, model => HelperFormatter.Reference(agent, model.HelperName, model.IsPrivate), StringComparer.Ordinal);
    private readonly Dictionary<(string TypeName, bool IsStrict), string> _readers = agent.Inputs.ToDictionary(model => (model.TypeName, model.IsStrict), model => HelperFormatter.Reference(agent, model.HelperName, model.IsPrivate));
    private readonly Dictionary<ConstraintSetModel, string> _constraints = agent.Constraints.ToDictionary(set => set with { HelperName = "" }, set => HelperFormatter.Reference(agent, set.HelperName, set.IsPrivate));

    public string Reader(ObjectModel model) => _readers[(model.TypeName, model.IsStrict)];

    public string Reader(ValueModel value)
    {
        var reader = value.Kind switch
        {
            ValueKind.Text => Readers + "Text",
            ValueKind.Character => Readers + "Character",
            ValueKind.Bytes => Readers + "Bytes",
            ValueKind.Guid => Readers + "Guid",
            ValueKind.Uri => Readers + "Uri",
            ValueKind.Date => Readers + "Date",
            ValueKind.Time => Readers + "Time",
            ValueKind.DateTime => Readers + "DateTime",
            ValueKind.DateTimeOffset => Readers + "DateTimeOffset",
            ValueKind.Duration => Readers + "Duration",
            ValueKind.Json => Readers + "Json",
            ValueKind.Boolean => Readers + "Boolean",
            ValueKind.Integer => $"{Readers}Integer<{value.TypeName}>",
            ValueKind.FloatingPoint or ValueKind.Decimal => $"{Readers}Real<{value.TypeName}>",
            ValueKind.Enum => $"{Readers}Enumeration<{value.TypeName}, {_names[value.TypeName]}>",
            ValueKind.Flags => $"{Readers}Flags<{value.TypeName}, {_names[value.TypeName]}>",
            ValueKind.Set => $"{Readers}Set<{value.TypeName}, {value.Element!.DeclaredType}, {Reader(value.Element)}>",
            ValueKind.Map => $"{Readers}Map<{value.TypeName}, {value.Element!.DeclaredType}, {Reader(value.Element)}>",
            ValueKind.Array => $"{Readers}Array<{value.Element!.DeclaredType}, {Reader(value.Element)}>",
            ValueKind.Sequence => $"{Readers}Sequence<{value.TypeName}, {value.Element!.DeclaredType}, {Reader(value.Element)}>",
            ValueKind.Object => _readers[(value.TypeName, value.IsStrict)],
            _ => throw new ArgumentOutOfRangeException(nameof(value)),
        };
        if (value.Constraints is { } set)
            reader = $"{Readers}Constrained<{value.TypeName}, {reader}, {_constraints[set]}>";
        return OrNull(Readers, value, reader);
    }

    public string Writer(ValueModel value)
    {
        var writer = value.Kind switch
        {
            ValueKind.Text => Writers + "Text",
            ValueKind.Character => Writers + "Character",
            ValueKind.Bytes => Writers + "Bytes",
            ValueKind.Boolean => Writers + "Boolean",
            ValueKind.Integer or ValueKind.FloatingPoint or ValueKind.Decimal => $"{Writers}Number<{value.TypeName}>",
            ValueKind.Guid => Writers + "Guid",
            ValueKind.Uri => Writers + "Uri",
            ValueKind.Date or ValueKind.Time or ValueKind.DateTime or ValueKind.DateTimeOffset => $"{Writers}Moment<{value.TypeName}>",
            ValueKind.Duration => Writers + "Duration",
            ValueKind.Json => Writers + "Json",
            ValueKind.Enum => $"{Writers}Enumeration<{value.TypeName}, {_names[value.TypeName]}>",
            ValueKind.Flags => $"{Writers}Flags<{value.TypeName}, {_names[value.TypeName]}>",
            ValueKind.Array or ValueKind.Sequence or ValueKind.Set => $"{Writers}Sequence<{value.TypeName}, {value.Element!.DeclaredType}, {Writer(value.Element)}>",
            ValueKind.Map => $"{Writers}Map<{value.TypeName}, {value.Element!.DeclaredType}, {Writer(value.Element)}>",
            ValueKind.Object => _writers[value.TypeName],
            _ => throw new ArgumentOutOfRangeException(nameof(value)),
        };
        return OrNull(Writers, value, writer);
    }

    private static string OrNull(string family, ValueModel value, string inner)
    {
        if (!value.IsNullable)
            return inner;
        return $"{family}{(value.IsValueType ? "NullableValue" : "NullableReference")}<{value.TypeName}, {inner}>";
    }
}
