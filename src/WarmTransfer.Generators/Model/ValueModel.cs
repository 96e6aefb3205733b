namespace WarmTransfer.Generators;

/// <summary>What a value is to JSON.</summary>
internal enum ValueKind
{
    Text,
    Character,
    Boolean,
    Integer,
    FloatingPoint,
    Decimal,
    Bytes,
    Guid,
    Uri,
    Date,
    Time,
    DateTime,
    DateTimeOffset,
    Duration,
    Json,
    Enum,

    /// <summary>An enum with <c>[Flags]</c>.</summary>
    Flags,

    /// <summary><c>T[]</c>.</summary>
    Array,

    /// <summary><c>List&lt;T&gt;</c>, an interface it implements, or (results only) any sequence.</summary>
    Sequence,

    /// <summary><c>HashSet&lt;T&gt;</c> or an interface it implements.</summary>
    Set,

    /// <summary>A dictionary with string keys.</summary>
    Map,

    /// <summary>A class, record or struct with readable properties.</summary>
    Object,
}

/// <summary>A type that can be read from, or written as, JSON.</summary>
internal sealed record ValueModel
{
    public required ValueKind Kind { get; init; }

    /// <summary>The type with <c>global::</c>, without the outer <c>?</c>. For an enum or object also its key in the agent's lists.</summary>
    public required string TypeName { get; init; }

    /// <summary><c>null</c> is one of its values.</summary>
    public required bool IsNullable { get; init; }

    public required bool IsValueType { get; init; }

    /// <summary>The items of an array, sequence or map.</summary>
    public ValueModel? Element { get; init; }

    /// <summary>Of an object: properties it does not have are refused.</summary>
    public bool IsStrict { get; init; }

    /// <summary>What it must be beyond its type; null when that is all.</summary>
    public ConstraintSetModel? Constraints { get; init; }

    /// <summary>The type as it is declared, with its <c>?</c>.</summary>
    public string DeclaredType => IsNullable ? TypeName + "?" : TypeName;
}
