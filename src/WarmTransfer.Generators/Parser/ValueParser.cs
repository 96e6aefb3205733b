using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Which way a value goes: more can be written than read.</summary>
internal enum ValueDirection
{
    Parameter,
    Result,
}

/// <summary>Turns types into <see cref="ValueModel"/>s, and collects the enums and objects they mention.</summary>
internal sealed class ValueParser
{
    private readonly KnownSymbols _symbols;
    private readonly ValueDirection _direction;
    private readonly ObjectParser _objectParser;
    private readonly bool _isStrict;
    private readonly Dictionary<string, EnumModel> _enums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObjectModel?> _objects = new(StringComparer.Ordinal);

    /// <param name="symbols">Of the compilation the types are in.</param>
    /// <param name="direction">Which way the values go.</param>
    /// <param name="isStrict">Objects refuse what they have no property for.</param>
    /// <param name="cancellationToken">Stops the parsing.</param>
    public ValueParser(KnownSymbols symbols, ValueDirection direction, bool isStrict, CancellationToken cancellationToken)
    {
        _isStrict = isStrict;
        _symbols = symbols;
        _direction = direction;
        _objectParser = new(symbols, this, cancellationToken);
    }

    public IEnumerable<EnumModel> Enums => _enums.Values;

    public IEnumerable<ObjectModel> Objects => _objects.Values.OfType<ObjectModel>();

    /// <summary>The type that could not be understood, when <see cref="Parse"/> returned null: the one inside, not the list around it.</summary>
    public ITypeSymbol? Unsupported { get; private set; }

    /// <summary>The constraints inside objects that ask what cannot be asked of a type, since this was last emptied.</summary>
    public List<string> RefusedConstraints { get; } = [];

    public ValueModel? Parse(ITypeSymbol type)
    {
        Unsupported = null;
        return ParseType(type);
    }

    /// <summary>Parses a type inside the one that <see cref="Parse"/> was asked for.</summary>
    public ValueModel? ParseInside(ITypeSymbol type) => ParseType(type);

    private ValueModel? ParseType(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return ParseType(nullable.TypeArguments[0]) is { } value ? value with { IsNullable = true } : null;

        // Code without nullable annotations says nothing about null: a result may well be one, an argument should not be.
        var isNullable = type.IsReferenceType && (type.NullableAnnotation == NullableAnnotation.Annotated
            || (type.NullableAnnotation == NullableAnnotation.None && _direction == ValueDirection.Result));

        ValueModel? model = ParseScalar(type, isNullable)
            ?? ParseEnum(type)
            ?? ParseCollection(type, isNullable)
            ?? ParseObject(type, isNullable);
        if (model is null)
            Unsupported ??= type;
        return model;
    }

    private ValueModel? ParseScalar(ITypeSymbol type, bool isNullable)
    {
        ValueKind? kind = type.SpecialType switch
        {
            SpecialType.System_String => ValueKind.Text,
            SpecialType.System_Char => ValueKind.Character,
            SpecialType.System_Boolean => ValueKind.Boolean,
            SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
                or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
                or SpecialType.System_IntPtr or SpecialType.System_UIntPtr => ValueKind.Integer,
            SpecialType.System_Single or SpecialType.System_Double => ValueKind.FloatingPoint,
            SpecialType.System_Decimal => ValueKind.Decimal,
            SpecialType.System_DateTime => ValueKind.DateTime,
            _ => NamedScalar(type),
        };
        return kind is { } known ? Model(known, type, isNullable) : null;
    }

    private ValueKind? NamedScalar(ITypeSymbol type)
    {
        if (type.Is(_symbols.Int128) || type.Is(_symbols.UInt128))
            return ValueKind.Integer;
        if (type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte })
            return ValueKind.Bytes;
        if (type.Is(_symbols.Guid))
            return ValueKind.Guid;
        if (type.Is(_symbols.Uri))
            return ValueKind.Uri;
        if (type.Is(_symbols.DateOnly))
            return ValueKind.Date;
        if (type.Is(_symbols.TimeOnly))
            return ValueKind.Time;
        if (type.Is(_symbols.DateTimeOffset))
            return ValueKind.DateTimeOffset;
        if (type.Is(_symbols.TimeSpan))
            return ValueKind.Duration;
        return type.Is(_symbols.JsonElement) ? ValueKind.Json : null;
    }

    private ValueModel? ParseEnum(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } enumType)
            return null;

        var typeName = enumType.QualifiedName();
        if (!_enums.ContainsKey(typeName))
        {
            _enums[typeName] = new EnumModel
            {
                TypeName = typeName,
                SimpleName = enumType.Name,
                IsPrivate = enumType.IsPrivateSomewhere(),
                Members = enumType.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue)
                    .Select(field => new EnumMemberModel(field.Name.Escaped(), field.Attribute(_symbols.EnumMemberNameAttribute).FirstText() ?? field.Name))
                    .ToEquatableArray(),
            };
        }

        return Model(enumType.Attribute(_symbols.FlagsAttribute) is null ? ValueKind.Enum : ValueKind.Flags, enumType, isNullable: false);
    }

    private ValueModel? ParseCollection(ITypeSymbol type, bool isNullable)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return Element(ValueKind.Array, type, array.ElementType, isNullable);
        if (type is not INamedTypeSymbol named)
            return null;
        if (IsList(named))
            return Element(ValueKind.Sequence, type, named.TypeArguments[0], isNullable);
        if (IsSet(named))
            return Element(ValueKind.Set, type, named.TypeArguments[0], isNullable);
        if (IsMap(named))
            return Element(ValueKind.Map, type, named.TypeArguments[1], isNullable);
        if (_direction == ValueDirection.Parameter || ItemOf(named) is not { } element)
            return null;
        return element is INamedTypeSymbol pair && pair.OriginalDefinition.Is(_symbols.KeyValuePair) && pair.TypeArguments[0].SpecialType == SpecialType.System_String
            ? Element(ValueKind.Map, type, pair.TypeArguments[1], isNullable)
            : Element(ValueKind.Sequence, type, element, isNullable);
    }

    private bool IsList(INamedTypeSymbol type) => type.OriginalDefinition.Is(_symbols.List) || type.OriginalDefinition.SpecialType
        is SpecialType.System_Collections_Generic_IEnumerable_T or SpecialType.System_Collections_Generic_ICollection_T
        or SpecialType.System_Collections_Generic_IList_T or SpecialType.System_Collections_Generic_IReadOnlyCollection_T
        or SpecialType.System_Collections_Generic_IReadOnlyList_T;

    private bool IsSet(INamedTypeSymbol type)
        => type.OriginalDefinition.Is(_symbols.HashSet) || type.OriginalDefinition.Is(_symbols.SetInterface) || type.OriginalDefinition.Is(_symbols.ReadOnlySetInterface);

    private bool IsMap(INamedTypeSymbol type)
    {
        INamedTypeSymbol definition = type.OriginalDefinition;
        return (definition.Is(_symbols.Dictionary) || definition.Is(_symbols.DictionaryInterface) || definition.Is(_symbols.ReadOnlyDictionaryInterface))
            && type.TypeArguments[0].SpecialType == SpecialType.System_String;
    }

    // What a foreach over the type yields. A type that is a sequence of two things has no one meaning in JSON.
    private static ITypeSymbol? ItemOf(INamedTypeSymbol type)
    {
        List<INamedTypeSymbol> sequences = type.AllInterfaces.Where(IsEnumerable).ToList();
        if (IsEnumerable(type))
            sequences.Add(type);
        return sequences.Count == 1 ? sequences[0].TypeArguments[0] : null;
    }

    private static bool IsEnumerable(INamedTypeSymbol type)
        => type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;

    private ValueModel? Element(ValueKind kind, ITypeSymbol type, ITypeSymbol element, bool isNullable)
        => ParseType(element) is { } item ? Model(kind, type, isNullable) with { Element = item } : null;

    private ValueModel? ParseObject(ITypeSymbol type, bool isNullable)
    {
        // What can be enumerated is a list; one of a kind that is not known is not an object instead.
        if (type is not INamedTypeSymbol named || !ObjectParser.IsPlainObject(named) || named.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable))
            return null;

        var typeName = named.QualifiedName();
        if (!_objects.ContainsKey(typeName))
        {
            // Entered before its properties are read: one of them may be of this very type.
            _objects[typeName] = null;
            EquatableArray<PropertyModel>? found = _direction == ValueDirection.Parameter ? _objectParser.Read(named) : _objectParser.Written(named);
            if (found is not { Count: > 0 } properties)
                return null;
            _objects[typeName] = new ObjectModel
            {
                TypeName = typeName,
                SimpleName = named.Name,
                IsPrivate = named.IsPrivateSomewhere(),
                IsStrict = _isStrict,
                Properties = properties,
            };
        }

        return Model(ValueKind.Object, named, isNullable) with { IsStrict = _isStrict };
    }

    private static ValueModel Model(ValueKind kind, ITypeSymbol type, bool isNullable) => new()
    {
        Kind = kind,
        TypeName = type.QualifiedName(),
        IsNullable = isNullable,
        IsValueType = type.IsValueType,
    };
}
