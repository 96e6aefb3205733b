using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers;

/// <summary>A <c>[TransferTool]</c> method and what the source generator makes of it.</summary>
internal sealed record ParsedTool(IMethodSymbol Method, ToolParseResult Result, KnownSymbols Symbols)
{
    /// <summary>The method's name in the source.</summary>
    public Location Place => Method.Locations[0];

    /// <summary>The method as overloads are told apart: <c>Find(string)</c>.</summary>
    public string Signature => Method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters));

    /// <summary>The parameters that the model fills, when the method can be called at all.</summary>
    public IEnumerable<ParameterModel> SentParameters
        => Result.Model?.Parameters.Where(parameter => parameter.Source == ParameterSource.Arguments) ?? [];

    public IParameterSymbol Parameter(ParameterModel parameter) => Method.Parameters.First(candidate => candidate.Name == parameter.Name);

    /// <summary>The parameter's name in the source.</summary>
    public Location PlaceOf(ParameterModel parameter) => Parameter(parameter).Locations[0];

    /// <summary>The value of an argument of the attribute, or the method's name where the argument is not written.</summary>
    public Location PlaceOf(string argumentName)
    {
        var attribute = Method.Attribute(Symbols.TransferToolAttribute)?.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;
        AttributeArgumentSyntax? argument = attribute?.ArgumentList?.Arguments
            .FirstOrDefault(candidate => candidate.NameEquals?.Name.Identifier.ValueText == argumentName);
        return argument?.Expression.GetLocation() ?? Place;
    }

    /// <summary>The return type in the source.</summary>
    public Location PlaceOfResult(CancellationToken cancellationToken)
        => Method.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is MethodDeclarationSyntax method ? method.ReturnType.GetLocation() : Place;
}
