using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Turns a tool method's result into a model.</summary>
internal sealed class ReturnParser(KnownSymbols symbols, ValueParser values, DocumentationComment documentation, List<ToolProblem> problems)
{
    /// <returns>Null when the result cannot be handed to the model; the problem is then in the list.</returns>
    public ReturnModel? Parse(IMethodSymbol method)
    {
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
            return Refuse(ToolProblemKind.RefReturn);
        if (method is { ReturnsVoid: true, IsAsync: true })
            return Refuse(ToolProblemKind.AsyncVoid);

        ITypeSymbol type = method.ReturnType;
        if (method.ReturnsVoid)
            return Model(ReturnShape.Value, ReturnContent.None);
        if (type.Is(symbols.Task) || type.Is(symbols.ValueTask))
            return Model(ReturnShape.Awaitable, ReturnContent.None);
        if (type is INamedTypeSymbol awaitable && (type.OriginalDefinition.Is(symbols.TaskOfT) || type.OriginalDefinition.Is(symbols.ValueTaskOfT)))
            return ParseContent(ReturnShape.Awaitable, awaitable.TypeArguments[0]);

        // A model takes one answer, so what comes one by one is a list to it.
        if (type is INamedTypeSymbol stream && type.OriginalDefinition.Is(symbols.AsyncEnumerable))
            return ParseContent(ReturnShape.Awaitable, symbols.ReadOnlyList.Construct(stream.TypeArguments, stream.TypeArgumentNullableAnnotations).WithNullableAnnotation(NullableAnnotation.NotAnnotated)) is { } items ? items with { IsStream = true } : null;
        return ParseContent(ReturnShape.Value, type);
    }

    private ReturnModel? ParseContent(ReturnShape shape, ITypeSymbol type)
    {
        if (type.IsOrDerivesFrom(symbols.AIContent))
            return Model(shape, ReturnContent.AsIs);
        if (values.Parse(type) is not { } value)
            return RefuseType(values.Unsupported ?? type);

        var isAsIs = value.Kind is ValueKind.Text || value is { Kind: ValueKind.Json, IsNullable: false };
        return Model(shape, isAsIs ? ReturnContent.AsIs : ReturnContent.Json) with { Value = value };
    }

    private ReturnModel Model(ReturnShape shape, ReturnContent content) => new()
    {
        Shape = shape,
        Content = content,
        Value = null,
        Description = documentation.Returns,
    };

    private ReturnModel? RefuseType(ITypeSymbol type)
    {
        var isOpen = type is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Type };
        return Refuse(isOpen ? ToolProblemKind.OpenReturnType : ToolProblemKind.UnsupportedReturnType, type.ToDisplayString());
    }

    private ReturnModel? Refuse(ToolProblemKind kind, string? detail = null)
    {
        problems.Add(new(kind, Detail: detail));
        return null;
    }
}
