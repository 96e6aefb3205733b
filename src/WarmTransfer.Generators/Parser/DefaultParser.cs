using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Reads the value a parameter has when the model leaves it out.</summary>
internal static class DefaultParser
{
    // What a parameter "Guid id = default" declares: C# has no constant for it.
    private static readonly object DefaultOfType = new();

    /// <summary>The constant a parameter declares: the C# default, else <c>[DefaultValue]</c>.</summary>
    /// <returns>False when it declares none.</returns>
    public static bool TryGetConstant(IParameterSymbol parameter, KnownSymbols symbols, out object? constant)
    {
        constant = null;
        if (parameter.HasExplicitDefaultValue)
        {
            var isNullable = !parameter.Type.IsValueType || parameter.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
            constant = parameter.ExplicitDefaultValue ?? (isNullable ? null : DefaultOfType);
            return true;
        }

        return TryGetAttribute(parameter, symbols, out constant);
    }

    /// <summary>The constant of <c>[DefaultValue]</c> on a parameter or property.</summary>
    /// <returns>False when there is none.</returns>
    public static bool TryGetAttribute(ISymbol symbol, KnownSymbols symbols, out object? constant)
    {
        constant = null;
        if (symbol.Attribute(symbols.DefaultValueAttribute) is not { } attribute)
            return false;

        // [DefaultValue(typeof(decimal), "1.5")] is how an attribute says what it has no constant for: the text is what counts.
        TypedConstant? argument = attribute.ConstructorArguments.LastOrDefault();
        constant = argument is { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum } ? argument.Value.Value
            : argument is { IsNull: true } ? null
            : attribute;
        return true;
    }

    /// <summary>The constant as a value of the type; null when it is not one.</summary>
    public static ConstantModel? Parse(object? constant, ITypeSymbol type, ValueModel value)
        => constant == DefaultOfType ? ConstantModel.Default : ConstantParser.Parse(constant, type, value);
}
