namespace WarmTransfer.Generators;

/// <summary>How a property gets its value when its object is read.</summary>
internal enum PropertyBinding
{
    /// <summary>Not at all: it is only written.</summary>
    None,

    /// <summary>By the constructor's parameter of its name.</summary>
    Constructor,

    /// <summary>With the object, because it is <c>required</c>.</summary>
    Required,

    /// <summary>With the object, when it was sent; else it keeps what the type gives it.</summary>
    Init,

    /// <summary>After the object was created, when it was sent; else it keeps what the type gives it.</summary>
    Setter,
}

/// <summary>A property of an object, or a constructor's parameter that is none.</summary>
internal sealed record PropertyModel
{
    /// <summary>As C#, escaped where it is a keyword; of one bound by the constructor, the parameter's.</summary>
    public required string Name { get; init; }

    /// <summary>As JSON.</summary>
    public required string JsonName { get; init; }

    /// <summary>Its type.</summary>
    public required ValueModel Value { get; init; }

    /// <summary>What it means, for the model.</summary>
    public string? Description { get; init; }

    public PropertyBinding Binding { get; init; }

    /// <summary>The value it has when it is not sent; null when it must be, or when the type knows.</summary>
    public ConstantModel? Default { get; init; }

    /// <summary>An object without it is refused.</summary>
    public bool IsRequired => Binding == PropertyBinding.Required || (Binding == PropertyBinding.Constructor && Default is null);
}
