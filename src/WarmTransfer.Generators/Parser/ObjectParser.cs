using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Finds the properties that make a class, record or struct a JSON object.</summary>
internal sealed class ObjectParser(KnownSymbols symbols, ValueParser values, CancellationToken cancellationToken)
{
    public static bool IsPlainObject(ITypeSymbol type)
        => type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None, IsAnonymousType: false, IsRefLikeType: false, IsTupleType: false, IsStatic: false }
            && !IsPlatformNamespace(type.ContainingNamespace.ToDisplayString());

    /// <summary>What is written of an object; null when one of its properties cannot be.</summary>
    public EquatableArray<PropertyModel>? Written(INamedTypeSymbol type)
    {
        DocumentationComment documentation = DocumentationComment.Of(type, cancellationToken);
        List<PropertyModel> properties = [];
        foreach (IPropertySymbol property in Properties(type))
        {
            if (IsIgnored(property))
                continue;
            if (values.ParseInside(property.Type) is not { } value)
                return null;
            properties.Add(Model(property, value, documentation));
        }

        return properties.ToEquatableArray();
    }

    /// <summary>What is read into an object; null when one of its properties cannot be, or no constructor can be called.</summary>
    public EquatableArray<PropertyModel>? Read(INamedTypeSymbol type)
    {
        if (type.IsAbstract || Constructor(type) is not { } constructor)
            return null;

        var setsRequired = constructor.Attribute(symbols.SetsRequiredMembersAttribute) is not null;
        if (!setsRequired && Levels(type).SelectMany(level => level.GetMembers()).Any(member => member is IFieldSymbol { IsRequired: true }))
            return null;

        InputProperties input = new(symbols, values, this, DocumentationComment.Of(type, cancellationToken));
        var isRead = constructor.Parameters.All(parameter => input.TryAdd(parameter, Properties(type), DocumentationComment.Of(constructor, cancellationToken)))
            && Properties(type).All(property => input.TryAdd(property, setsRequired));
        return isRead && !input.IsAmbiguous ? input.Found.ToEquatableArray() : null;
    }

    public PropertyModel Model(IPropertySymbol property, ValueModel value, DocumentationComment documentation) => new()
    {
        Name = property.Name.Escaped(),
        JsonName = JsonName(property),
        Value = value,
        Description = property.Attribute(symbols.DescriptionAttribute).FirstText()
            ?? DocumentationComment.Of(property, cancellationToken).Summary
            ?? documentation.Parameter(property.Name),
    };

    // [JsonIgnore] alone means always; its other conditions leave the property in.
    public bool IsIgnored(IPropertySymbol property)
        => property.Attribute(symbols.IgnoreAttribute) is { } ignore && ignore.Named("Condition")?.Value is null or 1;

    private string JsonName(IPropertySymbol property) => property.Attribute(symbols.PropertyNameAttribute).FirstText() ?? CamelCase(property.Name);

    // As JsonNamingPolicy.CamelCase: a leading run of capitals becomes lower case, except the one that starts the next word.
    public static string CamelCase(string name)
    {
        var letters = name.ToCharArray();
        for (var i = 0; i < letters.Length && char.IsUpper(letters[i]); i++)
        {
            if (i > 0 && i + 1 < letters.Length && !char.IsUpper(letters[i + 1]))
                break;
            letters[i] = char.ToLowerInvariant(letters[i]);
        }

        return new(letters);
    }

    // The marked one, else the one without parameters, else the only one. A struct always has one without, but then seldom means it.
    private IMethodSymbol? Constructor(INamedTypeSymbol type)
    {
        List<IMethodSymbol> constructors = [.. type.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public)];
        List<IMethodSymbol> marked = constructors.FindAll(constructor => constructor.Attribute(symbols.JsonConstructorAttribute) is not null);
        List<IMethodSymbol> withParameters = constructors.FindAll(constructor => constructor.Parameters.Length > 0);
        IMethodSymbol? empty = constructors.Find(constructor => constructor.Parameters.Length == 0);
        if (marked.Count == 1)
            return marked[0];
        if (empty is not null && (withParameters.Count != 1 || type.IsReferenceType || !empty.IsImplicitlyDeclared))
            return empty;
        return withParameters.Count == 1 ? withParameters[0] : null;
    }

    // Base properties first, as they are declared; an override or hiding property takes the place of what it hides.
    private static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        Dictionary<string, IPropertySymbol> found = new(StringComparer.Ordinal);
        List<string> order = [];
        foreach (IPropertySymbol property in Levels(type).SelectMany(level => level.GetMembers()).OfType<IPropertySymbol>().Where(IsReadable))
        {
            if (!found.ContainsKey(property.Name))
                order.Add(property.Name);
            found[property.Name] = property;
        }

        return order.Select(name => found[name]);
    }

    private static IEnumerable<INamedTypeSymbol> Levels(INamedTypeSymbol type)
    {
        Stack<INamedTypeSymbol> levels = new();
        for (INamedTypeSymbol? level = type; level is { SpecialType: SpecialType.None }; level = level.BaseType)
            levels.Push(level);
        return levels;
    }

    private static bool IsReadable(IPropertySymbol property)
        => property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod.DeclaredAccessibility: Accessibility.Public };

    // A platform class is a thing with behaviour (Stream, HttpClient), and its properties are not its value.
    private static bool IsPlatformNamespace(string name)
        => name == "System" || name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal);
}
