using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Reads the DataAnnotations of parameters and properties: what each asks of the value.</summary>
internal static class ConstraintParser
{
    private const string Annotations = "System.ComponentModel.DataAnnotations";

    /// <summary>The value with its constraints, when it has any.</summary>
    /// <param name="value">The value.</param>
    /// <param name="symbol">The parameter or property that declares it.</param>
    /// <param name="attributes">Its attributes, and those of the parameter it is set by.</param>
    /// <param name="refused">Gets the attributes that ask what cannot be asked of the type.</param>
    public static ValueModel Apply(ValueModel value, ISymbol symbol, IEnumerable<AttributeData> attributes, ICollection<string> refused)
    {
        ITypeSymbol type = TypeOf(symbol);
        List<ConstraintModel> constraints = [];
        foreach (AttributeData attribute in attributes.Where(IsConstraint))
        {
            if (!TryParse(attribute, type, value, out ConstraintModel? constraint))
                refused.Add("[" + Name(attribute) + "]");
            else if (constraint is not null && !constraints.Contains(constraint))
                constraints.Add(constraint);
        }

        return constraints.Count == 0 ? value : value with { Constraints = Set(constraints, value, type, symbol.Name) };
    }

    public static bool IsConstraint(AttributeData attribute)
    {
        for (INamedTypeSymbol? type = attribute.AttributeClass?.BaseType; type is not null; type = type.BaseType)
        {
            if (type.Name == "ValidationAttribute" && type.ContainingNamespace.ToDisplayString() == Annotations)
                return true;
        }

        return false;
    }

    /// <summary>The attribute's name as it is written.</summary>
    public static string Name(AttributeData attribute)
    {
        var name = attribute.AttributeClass!.Name;
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    /// <returns>False when it asks what cannot be asked of the type. A constraint of null asks nothing.</returns>
    private static bool TryParse(AttributeData attribute, ITypeSymbol type, ValueModel value, out ConstraintModel? constraint)
    {
        constraint = null;
        if (attribute.AttributeClass!.ContainingNamespace.ToDisplayString() != Annotations)
            return false;
        return Name(attribute) switch
        {
            "Range" when MomentRangeParser.IsOf(value.Kind) => MomentRangeParser.TryParse(attribute, type, value.Kind, out constraint),
            "Range" => NumberRangeParser.TryParse(attribute, type, value.Kind, out constraint),
            "StringLength" or "MinLength" or "MaxLength" or "Length" => LengthParser.TryParse(attribute, value.Kind, out constraint),
            "AllowedValues" or "DeniedValues" => ValueListParser.TryParse(attribute, type, value, out constraint),
            _ => TextParser.TryParse(attribute, value.Kind, out constraint),
        };
    }

    private static ITypeSymbol TypeOf(ISymbol symbol)
    {
        ITypeSymbol type = symbol is IParameterSymbol parameter ? parameter.Type : ((IPropertySymbol)symbol).Type;
        return type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
    }

    private static ConstraintSetModel Set(List<ConstraintModel> constraints, ValueModel value, ITypeSymbol type, string name) => new()
    {
        TypeName = value.TypeName,
        Kind = value.Kind,
        SimpleName = char.ToUpperInvariant(name[0]) + name.Substring(1),
        IsPrivate = type.IsPrivateSomewhere(),
        Constraints = constraints.ToEquatableArray(),
    };
}
