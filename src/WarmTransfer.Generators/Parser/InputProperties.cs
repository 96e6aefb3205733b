using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Collects what is read into one object: its constructor's parameters, then its properties.</summary>
internal sealed class InputProperties(KnownSymbols symbols, ValueParser values, ObjectParser objects, DocumentationComment typeDocumentation)
{
    // The properties a parameter stands for, bound with it.
    private readonly HashSet<string> _bound = new(StringComparer.Ordinal);

    public List<PropertyModel> Found { get; } = [];

    /// <summary>Two names differ in nothing but case and underscores: what was meant could not be told.</summary>
    public bool IsAmbiguous => Found.Select(property => property.JsonName.Replace("_", "")).Distinct(StringComparer.OrdinalIgnoreCase).Count() < Found.Count;

    /// <returns>False when the object cannot be read because of it.</returns>
    public bool TryAdd(IParameterSymbol parameter, IEnumerable<IPropertySymbol> properties, DocumentationComment documentation)
    {
        IPropertySymbol? property = properties.FirstOrDefault(candidate =>
            string.Equals(candidate.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) && candidate.Type.Is(parameter.Type));
        if (property is not null)
            _bound.Add(property.Name);
        if (property is not null && objects.IsIgnored(property))
            return parameter.HasExplicitDefaultValue;
        if (parameter.RefKind != RefKind.None || values.ParseInside(parameter.Type) is not { } value)
            return false;

        ConstantModel? fallback = value.IsNullable ? ConstantModel.Default : null;
        if (DefaultParser.TryGetConstant(parameter, symbols, out var constant) || (property is not null && DefaultParser.TryGetAttribute(property, symbols, out constant)))
        {
            fallback = DefaultParser.Parse(constant, parameter.Type, value);
            if (fallback is null)
                return false;
            if (constant is null)
                value = value with { IsNullable = true };
        }

        value = Constrained(value, parameter, [.. parameter.GetAttributes(), .. property?.GetAttributes() ?? []]);
        PropertyModel? model = property is null ? null : objects.Model(property, value, typeDocumentation);
        Found.Add(new()
        {
            Name = parameter.Name.Escaped(),
            JsonName = model?.JsonName ?? ObjectParser.CamelCase(parameter.Name),
            Value = value,
            Description = parameter.Attribute(symbols.DescriptionAttribute).FirstText() ?? model?.Description ?? documentation.Parameter(parameter.Name) ?? typeDocumentation.Parameter(parameter.Name),
            Binding = PropertyBinding.Constructor,
            Default = fallback,
        });
        return true;
    }

    /// <returns>False when the object cannot be read because of it.</returns>
    public bool TryAdd(IPropertySymbol property, bool setsRequired)
    {
        var isRequired = property.IsRequired && !setsRequired;
        if (_bound.Contains(property.Name) && !isRequired)
            return true;
        if (objects.IsIgnored(property) || property.SetMethod is not { DeclaredAccessibility: Accessibility.Public } setter)
            return !isRequired;
        if (_bound.Contains(property.Name) || values.ParseInside(property.Type) is not { } value)
            return false;

        PropertyBinding binding = setter.IsInitOnly ? PropertyBinding.Init : PropertyBinding.Setter;
        var mustBeSent = isRequired || property.Attribute(symbols.JsonRequiredAttribute) is not null;
        value = Constrained(value, property, property.GetAttributes());
        ConstantModel? fallback = mustBeSent ? null : Default(property, ref value);
        Found.Add(objects.Model(property, value, typeDocumentation) with { Binding = mustBeSent ? PropertyBinding.Required : binding, Default = fallback });
        return true;
    }

    private ConstantModel? Default(IPropertySymbol property, ref ValueModel value)
    {
        if (!DefaultParser.TryGetAttribute(property, symbols, out var constant))
            return null;
        ConstantModel? fallback = DefaultParser.Parse(constant, property.Type, value);
        if (fallback is null)
            values.RefusedConstraints.Add($"[DefaultValue] of {property.Name}");
        else if (constant is null)
            value = value with { IsNullable = true };
        return fallback;
    }

    private ValueModel Constrained(ValueModel value, ISymbol symbol, IEnumerable<AttributeData> attributes)
    {
        List<string> refused = [];
        ValueModel constrained = ConstraintParser.Apply(value, symbol, attributes, refused);
        values.RefusedConstraints.AddRange(refused.Select(constraint => $"{constraint} of {symbol.Name}"));
        return constrained;
    }
}
