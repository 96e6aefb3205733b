using Microsoft.CodeAnalysis;

namespace WarmTransfer.Analyzers;

/// <summary>What to write instead of a parameter type that a model cannot send.</summary>
internal static class ParameterRemedy
{
    private const string Supported = "use string, bool, a number, an enum, a date or time, or an array, list, set, dictionary, record or class of these";

    /// <param name="declared">The parameter's type.</param>
    /// <param name="culprit">The type in it that cannot be read, as it is displayed: the item of a list, not the list.</param>
    public static string For(ITypeSymbol declared, string culprit) => Find(declared, culprit) switch
    {
        { TypeKind: TypeKind.Delegate } => "a model cannot send code; call it from the method instead",
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => "a model cannot send an address; " + Supported,
        { TypeKind: TypeKind.TypeParameter } => "write a tool for each type that is meant",
        { IsRefLikeType: true } => "it lives on its caller's stack, and there is no caller; use string or an array",
        { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic } => "a model has to be told what is expected; declare the type that is meant",
        { } type when IsCollection(type) => "use an array, List, HashSet, or Dictionary with string keys",
        { IsTupleType: true } => "declare each of its values as a parameter of its own",
        { } type when type.ToDisplayString() != culprit => "take it out with [JsonIgnore] or declare what is meant: " + Supported,
        { } type when !IsPlatform(type) => "give it one public constructor, or properties with public setters, all of types a model can send, and no two names that differ only by case",
        { TypeKind: TypeKind.Struct } or { Name: "Version" } => "use string and parse it in the method",
        _ => Supported,
    };

    private static ITypeSymbol Find(ITypeSymbol type, string culprit)
    {
        while (type.ToDisplayString() != culprit && Item(type) is { } item)
            type = item;

        return type;
    }

    private static ITypeSymbol? Item(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } generic => generic.TypeArguments[0],
        _ => null,
    };

    private static bool IsCollection(ITypeSymbol type)
        => type.TypeKind == TypeKind.Array || type.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable);

    private static bool IsPlatform(ITypeSymbol type)
        => type.ContainingNamespace?.ToDisplayString() is { } name && (name is "System" || name.StartsWith("System.", StringComparison.Ordinal));
}
