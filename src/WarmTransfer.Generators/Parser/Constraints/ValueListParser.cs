using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Reads <c>[AllowedValues]</c> and <c>[DeniedValues]</c>.</summary>
internal static class ValueListParser
{
    public static bool TryParse(AttributeData attribute, ITypeSymbol type, ValueModel value, out ConstraintModel? constraint)
    {
        constraint = null;
        if (value.Kind is not (ValueKind.Text or ValueKind.Character or ValueKind.Boolean or ValueKind.Integer or ValueKind.FloatingPoint or ValueKind.Decimal or ValueKind.Enum))
            return false;
        List<ConstantModel?> values = [.. Values(attribute, type, value)];
        if (values.Count == 0 || values.Exists(item => item is not { IsJson: true }))
            return false;

        EquatableArray<ConstantModel> list = values.OfType<ConstantModel>().ToEquatableArray();
        constraint = ConstraintParser.Name(attribute) == "AllowedValues" ? new AllowedValuesConstraint(list) : new DeniedValuesConstraint(list);
        return true;
    }

    /// <summary>The values of the list; null for each that is not of the type.</summary>
    // Null in the list is about a nullable value, which says by its type that it may be null.
    public static IEnumerable<ConstantModel?> Values(AttributeData attribute, ITypeSymbol type, ValueModel value)
        => attribute.ConstructorArguments.Where(argument => argument.Kind == TypedConstantKind.Array && !argument.IsNull).SelectMany(argument => argument.Values)
            .Where(constant => !constant.IsNull)
            .Select(constant => constant.Kind == TypedConstantKind.Array ? null : ConstantParser.Parse(constant.Value, type, value));
}
