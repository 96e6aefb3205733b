using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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
            bool isNullable = !parameter.Type.IsValueType || parameter.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
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
    public static DefaultModel? Parse(object? constant, ITypeSymbol type, ValueModel value, IEnumerable<EnumModel> enums)
    {
        if (constant == DefaultOfType)
            return new("default", null);
        if (constant is null)
            return value.IsNullable || !value.IsValueType ? new("null", "null") : null;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];

        return value.Kind switch
        {
            ValueKind.Character => constant is char letter ? new(SymbolDisplay.FormatLiteral(letter, quote: true), JsonText.Quote(letter.ToString())) : null,
            ValueKind.Text => constant is string text ? new(text.Literal(), JsonText.Quote(text)) : null,
            ValueKind.Boolean => ToBoolean(constant),
            ValueKind.Integer => ToInteger(constant, type),
            ValueKind.FloatingPoint => ToFloatingPoint(constant, type),
            ValueKind.Decimal => ToDecimal(constant) is { } number ? new(Invariant(number) + "M", Invariant(number)) : null,
            ValueKind.Enum => ToEnum(constant, (INamedTypeSymbol)type, enums.First(model => model.TypeName == value.TypeName)),
            ValueKind.Flags => ToFlags(ToEnum(constant, (INamedTypeSymbol)type, enums.First(model => model.TypeName == value.TypeName))),
            _ => null,
        };
    }

    private static DefaultModel? ToBoolean(object constant) => constant switch
    {
        true or "true" or "True" => new("true", "true"),
        false or "false" or "False" => new("false", "false"),
        _ => null,
    };

    private static DefaultModel? ToInteger(object constant, ITypeSymbol type)
    {
        if (ToDecimal(constant) is not { } number || number != decimal.Truncate(number))
            return null;
        (decimal low, decimal high) = RangeOf(type.SpecialType);
        if (number < low || number > high)
            return null;
        string digits = decimal.Truncate(number).ToString("0", CultureInfo.InvariantCulture);
        return new(digits, digits);
    }

    /// <summary>What an integer's type can hold, as far as constants of it go.</summary>
    public static (decimal Low, decimal High) RangeOf(SpecialType type) => type switch
    {
        SpecialType.System_SByte => (sbyte.MinValue, sbyte.MaxValue),
        SpecialType.System_Byte => (byte.MinValue, byte.MaxValue),
        SpecialType.System_Int16 => (short.MinValue, short.MaxValue),
        SpecialType.System_UInt16 => (ushort.MinValue, ushort.MaxValue),
        SpecialType.System_UInt32 or SpecialType.System_UIntPtr => (uint.MinValue, uint.MaxValue),
        SpecialType.System_Int64 => (long.MinValue, long.MaxValue),
        SpecialType.System_UInt64 => (ulong.MinValue, ulong.MaxValue),
        SpecialType.System_Int32 or SpecialType.System_IntPtr => (int.MinValue, int.MaxValue),
        _ => (long.MinValue, long.MaxValue),
    };

    private static DefaultModel? ToFloatingPoint(object constant, ITypeSymbol type)
    {
        bool isSingle = type.SpecialType == SpecialType.System_Single;
        double? number = constant switch
        {
            float value => value,
            double value => value,
            _ => ToDecimal(constant) is { } value ? (double)value : null,
        };
        if (number is not { } known)
            return null;

        // JSON has no word for these: the schema stays silent, the method still gets its default.
        string keyword = isSingle ? "float" : "double";
        if (double.IsNaN(known))
            return new(keyword + ".NaN", null);
        if (double.IsInfinity(known))
            return new(keyword + (known > 0 ? ".PositiveInfinity" : ".NegativeInfinity"), null);

        string digits = isSingle ? ((float)known).ToString("R", CultureInfo.InvariantCulture) : known.ToString("R", CultureInfo.InvariantCulture);
        return new(digits + (isSingle ? "F" : "D"), digits);
    }

    private static decimal? ToDecimal(object constant) => constant switch
    {
        decimal value => value,
        sbyte or byte or short or ushort or int or uint or long or ulong => Convert.ToDecimal(constant, CultureInfo.InvariantCulture),
        double value when Math.Abs(value) < 1e28 => (decimal)value,
        float value when Math.Abs(value) < 1e28f => (decimal)value,
        string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) => value,
        _ => null,
    };

    private static DefaultModel? ToEnum(object constant, INamedTypeSymbol type, EnumModel model)
    {
        if (constant is bool or char or float or double or decimal)
            return null;

        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue))
        {
            if (ToDecimal(field.ConstantValue!) != ToDecimal(constant) && field.Name != constant as string)
                continue;
            EnumMemberModel member = model.Members.First(candidate => candidate.Name == field.Name.Escaped());
            return new(model.TypeName + "." + member.Name, JsonText.Quote(member.JsonName));
        }

        // A combination, or no member at all: the method's own business, with no name to show the model.
        return ToDecimal(constant) is { } number ? new($"({model.TypeName})({Invariant(number)})", null) : null;
    }

    // A combination has no name of its own: the schema stays silent, the method still gets its default.
    private static DefaultModel? ToFlags(DefaultModel? member) => member is { Json: { } json } ? member with { Json = "[" + json + "]" } : member;

    private static string Invariant(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
