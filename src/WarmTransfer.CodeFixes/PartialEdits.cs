using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace WarmTransfer.CodeFixes;

/// <summary>The edit that lets the source generator add a part to a type.</summary>
internal static class PartialEdits
{
    /// <summary>Adds <c>partial</c> to a type and to the types around it, where it is missing.</summary>
    public static void MakePartial(this DocumentEditor editor, TypeDeclarationSyntax type)
    {
        foreach (TypeDeclarationSyntax declaration in type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
        {
            if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                editor.SetModifiers(declaration, editor.Generator.GetModifiers(declaration).WithPartial(true));
        }
    }
}
