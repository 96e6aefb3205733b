using System.Globalization;
using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Reads constants of attributes and parameters as values of a type.</summary>
internal static class ConstantParser
{
    /// <summary>The constant as a value of the type; null when it is not one.</summary>
    /// <param name="constant">As the compiler has it.</param>
    /// <param name="type">The type it should be of.</param>
    /// <param name="value">The same type, parsed.</param>
    public static ConstantModel? Parse(object? constant, ITypeSymbol type, ValueModel value)
    {
        if (constant is null)
            return value.IsNullable || !value.IsValueType ? ConstantModel.Null : null;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];

        return value.Kind switch
        {
            ValueKind.Character => constant is char letter ? new(ConstantKind.Character, letter.ToString()) : null,
            ValueKind.Text => constant is string text ? new(ConstantKind.Text, text) : null,
            ValueKind.Boolean => ToBoolean(constant),
            ValueKind.Integer => ToInteger(constant, type),
            ValueKind.FloatingPoint => ToFloatingPoint(constant, type),
            ValueKind.Decimal => ToDecimal(constant) is { } number ? new(ConstantKind.Number, Digits(number)) : null,
            ValueKind.Enum or ValueKind.Flags => ToEnum(constant, (INamedTypeSymbol)type),
            _ => null,
        };
    }

    /// <summary>The key of a keyed service, as what it is written.</summary>
    public static ServiceKeyModel ParseKey(TypedConstant key) => key.IsNull ? new(ConstantModel.Null, "") : new(Key(key), key.Type!.QualifiedName());

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

    private static ConstantModel Key(TypedConstant key) => key switch
    {
        { Kind: TypedConstantKind.Array } => new(ConstantKind.Array),
        { Kind: TypedConstantKind.Enum } => new(ConstantKind.EnumValue, Convert.ToString(key.Value, CultureInfo.InvariantCulture)!),
        { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } => new(ConstantKind.Type, type.QualifiedName()),
        { Value: string text } => new(ConstantKind.Text, text),
        { Value: char letter } => new(ConstantKind.Character, letter.ToString()),
        { Value: bool truth } => Boolean(truth),
        { Value: float number } => new(ConstantKind.Number, number.ToString("R", CultureInfo.InvariantCulture)),
        { Value: double number } => new(ConstantKind.Number, number.ToString("R", CultureInfo.InvariantCulture)),
        _ => new(ConstantKind.Number, Convert.ToString(key.Value, CultureInfo.InvariantCulture)!),
    };

    private static ConstantModel? ToBoolean(object constant) => constant switch
    {
        true or "true" or "True" => Boolean(true),
        false or "false" or "False" => Boolean(false),
        _ => null,
    };

    private static ConstantModel? ToInteger(object constant, ITypeSymbol type)
    {
        if (ToDecimal(constant) is not { } number || number != decimal.Truncate(number))
            return null;
        (var low, var high) = RangeOf(type.SpecialType);
        return number < low || number > high ? null : new(ConstantKind.Number, decimal.Truncate(number).ToString("0", CultureInfo.InvariantCulture));
    }

    private static ConstantModel? ToFloatingPoint(object constant, ITypeSymbol type)
    {
        double? number = constant switch
        {
            float value => value,
            double value => value,
            _ => ToDecimal(constant) is { } value ? (double)value : null,
        };
        if (number is not { } known)
            return null;
        var isSingle = type.SpecialType == SpecialType.System_Single;
        return new(ConstantKind.Number, isSingle ? ((float)known).ToString("R", CultureInfo.InvariantCulture) : known.ToString("R", CultureInfo.InvariantCulture));
    }

    private static decimal? ToDecimal(object constant) => constant switch
    {
        decimal value => value,
        sbyte or byte or short or ushort or int or uint or long or ulong => Convert.ToDecimal(constant, CultureInfo.InvariantCulture),
        double value when Math.Abs(value) < 1e28 => (decimal)value,
        float value when Math.Abs(value) < 1e28f => (decimal)value,
        string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };

    private static ConstantModel? ToEnum(object constant, INamedTypeSymbol type)
    {
        if (constant is bool or char or float or double or decimal)
            return null;

        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue))
        {
            if (ToDecimal(field.ConstantValue!) == ToDecimal(constant) || field.Name == constant as string)
                return new(ConstantKind.EnumMember, field.Name.Escaped());
        }

        // A combination, or no member at all: the method's own business, with no name to show the model.
        return ToDecimal(constant) is { } number ? new(ConstantKind.EnumValue, Digits(number)) : null;
    }

    private static ConstantModel Boolean(bool value) => new(ConstantKind.Boolean, value ? "true" : "false");

    private static string Digits(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
