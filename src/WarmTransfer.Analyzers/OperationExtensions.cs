using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace WarmTransfer.Analyzers;

/// <summary>Questions the rules ask of operations.</summary>
internal static class OperationExtensions
{
    /// <summary>What is converted, however often, implicitly or not, or in parentheses.</summary>
    public static IOperation WithoutConversions(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }
}
