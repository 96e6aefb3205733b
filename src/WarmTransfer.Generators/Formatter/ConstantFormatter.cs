using Microsoft.CodeAnalysis.CSharp;

namespace WarmTransfer.Generators;

/// <summary>Writes constants, as C# and as JSON.</summary>
internal sealed class ConstantFormatter(AgentModel agent)
{
    private readonly Dictionary<string, EnumModel> _enums = agent.Enums.ToDictionary(model => model.TypeName, StringComparer.Ordinal);

    /// <summary>The constant as an expression of the value's type.</summary>
    public static string Expression(ConstantModel constant, ValueModel value) => Expression(constant, value.TypeName);

    /// <summary>The constant as an expression of a type.</summary>
    public static string Expression(ConstantModel constant, string typeName) => constant.Kind switch
    {
        ConstantKind.Null => "null",
        ConstantKind.Default => "default",
        ConstantKind.Text => constant.Text.Literal(),
        ConstantKind.Character => SymbolDisplay.FormatLiteral(constant.Text[0], quote: true),
        ConstantKind.Boolean => constant.Text,
        ConstantKind.Number => Number(constant.Text, typeName),
        ConstantKind.EnumMember => $"{typeName}.{constant.Text}",
        ConstantKind.EnumValue => $"({typeName})({constant.Text})",
        ConstantKind.Type => $"typeof({constant.Text})",
        ConstantKind.Array => $"new {typeName} {{ }}",
        _ => throw new ArgumentOutOfRangeException(nameof(constant)),
    };

    // A key is an object, and 5L is not 5: only these types show in a number's digits.
    public static string Expression(ServiceKeyModel key) => key.Constant.Kind == ConstantKind.Number && key.TypeName is not ("int" or "float" or "double")
        ? $"({key.TypeName})({key.Constant.Text})"
        : Expression(key.Constant, key.TypeName);

    /// <summary>A number of a type, by its digits.</summary>
    public static string Number(string digits, string typeName) => digits switch
    {
        "NaN" => $"{typeName}.NaN",
        "Infinity" => $"{typeName}.PositiveInfinity",
        "-Infinity" => $"{typeName}.NegativeInfinity",
        _ => typeName switch
        {
            "float" => $"{digits}F",
            "double" => $"{digits}D",
            "decimal" => $"{digits}M",
            _ => digits,
        },
    };

    /// <summary>The constant as JSON; null when JSON has no word for it.</summary>
    public string? Json(ConstantModel constant, ValueModel value) => constant.Kind switch
    {
        _ when !constant.IsJson => null,
        ConstantKind.Null => "null",
        ConstantKind.Text or ConstantKind.Character => JsonText.Quote(constant.Text),
        ConstantKind.EnumMember when value.Kind == ValueKind.Flags => $"[{JsonText.Quote(MemberName(constant, value.TypeName))}]",
        ConstantKind.EnumMember => JsonText.Quote(MemberName(constant, value.TypeName)),
        _ => constant.Text,
    };

    /// <summary>The constant as the model reads it in a sentence.</summary>
    public string Words(ConstantModel constant, string typeName) => constant.Kind == ConstantKind.EnumMember ? MemberName(constant, typeName) : constant.Text;

    private string MemberName(ConstantModel member, string typeName) => _enums[typeName].Members.First(candidate => candidate.Name == member.Text).JsonName;
}
