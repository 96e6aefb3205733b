using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WarmTransfer.Generators;

/// <summary>The XML documentation of a method, type or property, read from its comments.</summary>
/// <remarks>
/// Not from the symbol: a project that writes no documentation file has the compiler treat <c>///</c> as an ordinary comment,
/// and the symbol then has none. The text before the declaration is there either way.
/// </remarks>
internal sealed class DocumentationComment
{
    private static readonly DocumentationComment Empty = new(new XElement("doc"));

    private readonly XElement _root;

    private DocumentationComment(XElement root) => _root = root;

    public string? Summary => Text(_root.Element("summary"));

    public string? Returns => Text(_root.Element("returns"));

    public string? Parameter(string name)
        => Text(_root.Elements("param").FirstOrDefault(element => (string?)element.Attribute("name") == name));

    /// <summary>Reads the first declaration that has documentation: a partial method has two, a partial type any number.</summary>
    public static DocumentationComment Of(ISymbol symbol, CancellationToken cancellationToken)
    {
        var method = symbol as IMethodSymbol;
        foreach (ISymbol? part in new[] { method?.PartialDefinitionPart, symbol, method?.PartialImplementationPart })
        {
            foreach (SyntaxReference reference in part?.DeclaringSyntaxReferences ?? [])
            {
                var xml = CommentText(reference.GetSyntax(cancellationToken).GetLeadingTrivia());
                if (xml.Length > 0)
                    return Parse(xml);
            }
        }

        return Empty;
    }

    private static DocumentationComment Parse(string xml)
    {
        try
        {
            return new(XElement.Parse("<doc>" + xml + "</doc>"));
        }
        catch (XmlException)
        {
            // The compiler warns about malformed XML; a tool without a description is what it leaves us.
            return Empty;
        }
    }

    private static string CommentText(SyntaxTriviaList trivia)
    {
        StringBuilder text = new();
        foreach (SyntaxTrivia item in trivia)
        {
            if (IsComment(item))
                AppendLines(text, item.ToFullString());
        }

        return text.ToString();
    }

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind()
        is SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia
        or SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia;

    private static void AppendLines(StringBuilder text, string comment)
    {
        var isBlock = comment.TrimStart().StartsWith("/**", StringComparison.Ordinal);
        foreach (var line in comment.Split('\n'))
        {
            var content = isBlock ? BlockLine(line.Trim()) : SingleLine(line.Trim());
            if (content is not null)
                text.Append(content).Append('\n');
        }
    }

    // "////" is how a documentation line is commented out.
    private static string? SingleLine(string line)
        => line.StartsWith("///", StringComparison.Ordinal) && !line.StartsWith("////", StringComparison.Ordinal) ? line.Substring(3) : null;

    private static string BlockLine(string line)
    {
        if (line.EndsWith("*/", StringComparison.Ordinal))
            line = line.Substring(0, line.Length - 2);
        if (line.StartsWith("/**", StringComparison.Ordinal))
            return line.Substring(3);
        return line.StartsWith("*", StringComparison.Ordinal) ? line.Substring(1) : line;
    }

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        StringBuilder text = new();
        AppendText(text, element);
        var words = text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : string.Join(" ", words);
    }

    private static void AppendText(StringBuilder text, XElement element)
    {
        foreach (XNode node in element.Nodes())
        {
            if (node is XText words)
                text.Append(words.Value);
            else if (node is XElement { IsEmpty: true } reference)
                text.Append(ReferenceText(reference));
            else if (node is XElement child)
                AppendChild(text, child);
        }
    }

    private static void AppendChild(StringBuilder text, XElement child)
    {
        // Blocks stand apart; inline marks (<c>, <b>, <see>) run on with the words around them.
        var isBlock = child.Name.LocalName is "para" or "item" or "list" or "description" or "term" or "code" or "br";
        if (isBlock)
            text.Append(' ');
        AppendText(text, child);
        if (isBlock)
            text.Append(' ');
    }

    private static string ReferenceText(XElement reference)
    {
        var target = (string?)reference.Attribute("name") ?? (string?)reference.Attribute("langword") ?? (string?)reference.Attribute("href");
        if (target is not null)
            return target;

        // cref="Desk.Open(string)" reads as "Open".
        var name = ((string?)reference.Attribute("cref") ?? " ").Split('(', '{', '<')[0];
        return name.Substring(name.LastIndexOfAny(['.', ':']) + 1);
    }
}
