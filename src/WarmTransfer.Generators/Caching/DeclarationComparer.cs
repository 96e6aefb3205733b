using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WarmTransfer.Generators;

/// <summary>Tells whether two versions of a file declare the same: whether they differ in nothing but white space and what methods do.</summary>
/// <remarks>
/// Everything else counts, down to comments, which are documentation, and directives. What it skips is what no symbol shows: the bodies
/// of methods and accessors, and what a field that is not a constant starts with.
/// </remarks>
internal static class DeclarationComparer
{
    public static bool DeclareTheSame(SyntaxTree before, SyntaxTree after, CancellationToken cancellationToken)
    {
        if (before == after)
            return true;

        // The name of a type that is private to its file depends on the file's.
        if (before.FilePath != after.FilePath || !before.Options.Equals(after.Options))
            return false;

        // Not by recursion: what is nested deep is nested deep in both.
        Stack<(SyntaxNodeOrToken Before, SyntaxNodeOrToken After)> pairs = new();
        pairs.Push((before.GetRoot(cancellationToken), after.GetRoot(cancellationToken)));
        while (pairs.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (SyntaxNodeOrToken one, SyntaxNodeOrToken other) = pairs.Pop();
            if (one.RawKind != other.RawKind || !AreSame(one, other, pairs))
                return false;
        }

        return true;
    }

    // The pair itself; what is inside of it is put on the stack.
    private static bool AreSame(SyntaxNodeOrToken before, SyntaxNodeOrToken after, Stack<(SyntaxNodeOrToken, SyntaxNodeOrToken)> pairs)
    {
        if (before.AsNode() is not { } one || after.AsNode() is not { } other)
            return AreSame(before.AsToken(), after.AsToken());

        // Parsed from the edit, a file shares with the one before whatever the edit did not touch.
        if (one.IsIncrementallyIdenticalTo(other))
            return true;

        // A directive acts on what comes after it: #nullable in a method counts for the next one as well.
        if (IsBody(one) && IsBody(other))
            return (!one.ContainsDirectives && !other.ContainsDirectives) || one.ToFullString() == other.ToFullString();

        ChildSyntaxList children = one.ChildNodesAndTokens();
        ChildSyntaxList others = other.ChildNodesAndTokens();
        if (children.Count != others.Count)
            return false;
        ChildSyntaxList.Enumerator next = others.GetEnumerator();
        foreach (SyntaxNodeOrToken child in children)
        {
            next.MoveNext();
            pairs.Push((child, next.Current));
        }

        return true;
    }

    private static bool AreSame(SyntaxToken before, SyntaxToken after)
        => before.Text == after.Text && AreSame(before.LeadingTrivia, after.LeadingTrivia) && AreSame(before.TrailingTrivia, after.TrailingTrivia);

    private static bool AreSame(SyntaxTriviaList before, SyntaxTriviaList after)
    {
        using IEnumerator<SyntaxTrivia> others = after.Where(IsNotSpace).GetEnumerator();
        foreach (SyntaxTrivia trivia in before.Where(IsNotSpace))
        {
            if (!others.MoveNext() || trivia.RawKind != others.Current.RawKind || trivia.ToFullString() != others.Current.ToFullString())
                return false;
        }

        return !others.MoveNext();
    }

    private static bool IsNotSpace(SyntaxTrivia trivia) => trivia.Kind() is not (SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia);

    private static bool IsBody(SyntaxNode node) => node switch
    {
        BlockSyntax => node.Parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax,
        ArrowExpressionClauseSyntax => node.Parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax,
        EqualsValueClauseSyntax => node.Parent?.Parent?.Parent is FieldDeclarationSyntax field && !field.Modifiers.Any(SyntaxKind.ConstKeyword),
        _ => false,
    };
}
