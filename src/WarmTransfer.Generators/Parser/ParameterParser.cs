using System.Globalization;
using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>Turns a tool method's parameters into models: where each value comes from, and what it may be.</summary>
internal sealed class ParameterParser(KnownSymbols symbols, ValueParser values, DocumentationComment documentation, List<ToolProblem> problems)
{
    private const string FromServicesAttributeName = "FromServicesAttribute";

    /// <returns>Null when the parameter cannot be bound; the problem is then in the list.</returns>
    public ParameterModel? Parse(IParameterSymbol parameter)
    {
        if (parameter.RefKind != RefKind.None)
            return Refuse(ToolProblemKind.RefParameter, parameter);

        ParameterSource source = SourceOf(parameter);
        ParameterModel model = new()
        {
            Name = parameter.Name,
            Source = source,
            Description = parameter.Attribute(symbols.DescriptionAttribute).FirstText() ?? documentation.Parameter(parameter.Name),
            Value = null,
            Default = null,
            ServiceType = null,
            ServiceKey = null,
            IsNullable = parameter.NullableAnnotation == NullableAnnotation.Annotated || (parameter.Type.IsReferenceType && IsNullByDefault(parameter)),
        };

        return source switch
        {
            ParameterSource.Arguments => ParseArgument(parameter, model),
            ParameterSource.Service or ParameterSource.KeyedService => model with
            {
                ServiceType = parameter.Type.QualifiedName(),
                ServiceKey = source == ParameterSource.KeyedService ? ServiceKey(parameter) : null,
            },
            _ => model,
        };
    }

    private ParameterSource SourceOf(IParameterSymbol parameter)
    {
        if (parameter.Type.Is(symbols.CancellationToken))
            return ParameterSource.CancellationToken;
        if (parameter.Type.Is(symbols.TransferControl))
            return ParameterSource.TransferControl;
        if (parameter.Type.Is(symbols.ServiceProvider))
            return ParameterSource.ServiceProvider;
        if (parameter.Type.Is(symbols.AIFunctionArguments))
            return ParameterSource.FunctionArguments;
        if (parameter.Attribute(symbols.FromKeyedServicesAttribute) is { ConstructorArguments.Length: > 0 })
            return ParameterSource.KeyedService;
        return IsFromServices(parameter) ? ParameterSource.Service : ParameterSource.Arguments;
    }

    // Ours, and ASP.NET's of the same name and meaning.
    private bool IsFromServices(IParameterSymbol parameter)
        => parameter.Attribute(symbols.FromKeyedServicesAttribute) is not null
            || parameter.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: FromServicesAttributeName } type
                && type.ContainingNamespace.ToDisplayString() is "WarmTransfer" or "Microsoft.AspNetCore.Mvc");

    private ServiceKeyModel ServiceKey(IParameterSymbol parameter)
        => ConstantParser.ParseKey(parameter.Attribute(symbols.FromKeyedServicesAttribute)!.ConstructorArguments[0]);

    private ParameterModel? ParseArgument(IParameterSymbol parameter, ParameterModel model)
    {
        if (values.Parse(parameter.Type) is not { } value)
        {
            ITypeSymbol unsupported = values.Unsupported ?? parameter.Type;
            ToolProblemKind kind = LooksLikeService(parameter.Type) ? ToolProblemKind.ServiceWithoutAttribute
                : unsupported is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Type } ? ToolProblemKind.OpenParameterType
                : ToolProblemKind.UnsupportedParameterType;
            return Refuse(kind, parameter, unsupported.ToDisplayString());
        }

        value = ConstraintParser.Apply(value, parameter, parameter.GetAttributes(), values.RefusedConstraints);
        foreach (var constraint in values.RefusedConstraints)
            problems.Add(new(ToolProblemKind.InvalidConstraint, parameter.Name, constraint));
        values.RefusedConstraints.Clear();
        if (!DefaultParser.TryGetConstant(parameter, symbols, out var constant))
        {
            // Nothing to say is as good as null: a nullable parameter may be left out.
            return model with { Value = value, Default = value.IsNullable ? ConstantModel.Default : null };
        }

        if (DefaultParser.Parse(constant, parameter.Type, value) is not { } fallback)
            return Refuse(ToolProblemKind.InvalidDefault, parameter, constant is AttributeData or null ? "null" : Convert.ToString(constant, CultureInfo.InvariantCulture));

        return model with { Value = constant is null ? value with { IsNullable = true } : value, Default = fallback };
    }

    private static bool LooksLikeService(ITypeSymbol type)
        => type.TypeKind == TypeKind.Interface && type.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) != true;

    private static bool IsNullByDefault(IParameterSymbol parameter)
        => parameter is { NullableAnnotation: NullableAnnotation.None, HasExplicitDefaultValue: true, ExplicitDefaultValue: null };

    private ParameterModel? Refuse(ToolProblemKind kind, IParameterSymbol parameter, string? detail = null)
    {
        problems.Add(new(kind, parameter.Name, detail));
        return null;
    }
}
