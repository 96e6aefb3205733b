namespace WarmTransfer.Generators;

/// <summary>What a <see cref="ConstantModel"/> is.</summary>
internal enum ConstantKind
{
    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary>What a value of the type starts as, <c>default</c>; also where nothing but the type says that a value may be left out.</summary>
    Default,
    Text,

    /// <summary>One character.</summary>
    Character,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number of any type, by its digits in the invariant culture; <c>NaN</c>, <c>Infinity</c> or <c>-Infinity</c>.</summary>
    Number,

    /// <summary>A member of an enum, by its name as C#.</summary>
    EnumMember,

    /// <summary>A value of an enum by its number: a combination, or one that no member has.</summary>
    EnumValue,

    /// <summary>A type, by its name with <c>global::</c>.</summary>
    Type,

    /// <summary>An array. What is in it does not matter, because no array equals another.</summary>
    Array,
}

/// <summary>A constant: a default value, a value that is allowed or denied, the key of a service.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Which one, as its kind says. A number is kept as text because 1.5 and 1.50 are equal, and yet not the same default.</param>
internal sealed record ConstantModel(ConstantKind Kind, string Text = "")
{
    public static readonly ConstantModel Null = new(ConstantKind.Null);

    public static readonly ConstantModel Default = new(ConstantKind.Default);

    /// <summary>JSON has a word for it.</summary>
    public bool IsJson => Kind switch
    {
        ConstantKind.Default or ConstantKind.EnumValue or ConstantKind.Type or ConstantKind.Array => false,
        ConstantKind.Number => Text is not ("NaN" or "Infinity" or "-Infinity"),
        _ => true,
    };
}
