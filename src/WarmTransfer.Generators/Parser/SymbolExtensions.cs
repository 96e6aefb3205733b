using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WarmTransfer.Generators;

/// <summary>Questions the parser asks of symbols.</summary>
internal static class SymbolExtensions
{
    // Type arguments keep their '?': the generated file is nullable-enabled, and IReadOnlyList<string?> is not IReadOnlyList<string>.
    private static readonly SymbolDisplayFormat QualifiedFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static bool Is(this ITypeSymbol? type, ITypeSymbol? other)
        => type is not null && other is not null && SymbolEqualityComparer.Default.Equals(type, other);

    public static bool IsOrDerivesFrom(this ITypeSymbol type, ITypeSymbol? other)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
            if (current.Is(other))
                return true;
        return false;
    }

    /// <summary>The type with <c>global::</c> and without its outer <c>?</c>.</summary>
    public static string QualifiedName(this ITypeSymbol type)
        => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(QualifiedFormat);

    // A loop, because it is asked of every class of a project.
    public static AttributeData? Attribute(this ISymbol symbol, ITypeSymbol? attributeClass)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
            if (attribute.AttributeClass.Is(attributeClass))
                return attribute;
        return null;
    }

    /// <summary>The attribute's first constructor argument, when it is a string with something in it.</summary>
    public static string? FirstText(this AttributeData? attribute)
        => attribute is { ConstructorArguments.Length: > 0 } && attribute.ConstructorArguments[0].Value is string text && !string.IsNullOrWhiteSpace(text) ? text : null;

    public static TypedConstant? Named(this AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
            if (argument.Key == name)
                return argument.Value;
        return null;
    }

    /// <summary>The type and those it derives from, itself first.</summary>
    public static IEnumerable<INamedTypeSymbol> SelfAndBases(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
            yield return level;
    }

    /// <summary>The type and those it is nested in, itself first.</summary>
    public static IEnumerable<INamedTypeSymbol> SelfAndContaining(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
            yield return current;
    }

    public static string? NamedText(this AttributeData attribute, string name)
        => attribute.Named(name)?.Value is string text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>The name as an identifier: <c>class</c> → <c>@class</c>.</summary>
    public static string Escaped(this string name)
        => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>Code outside the type it is nested in, or whose type parameter it is, cannot name it.</summary>
    public static bool IsPrivateSomewhere(this ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol)
            return true;
        if (type is IArrayTypeSymbol array)
            return array.ElementType.IsPrivateSomewhere();
        for (INamedTypeSymbol? current = type as INamedTypeSymbol; current is not null; current = current.ContainingType)
        {
            var isPrivate = current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal;
            if (isPrivate || current.TypeArguments.Any(argument => argument.IsPrivateSomewhere()))
                return true;
        }

        return false;
    }
}
