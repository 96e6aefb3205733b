using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace WarmTransfer.Analyzers;

/// <summary>Reads a <see cref="TimeSpan"/> from an expression that always has the same value. C# has no constants of that type.</summary>
internal static class ConstantTimeSpan
{
    private static readonly ImmutableDictionary<string, long> TicksPerUnit = ImmutableDictionary<string, long>.Empty
        .Add("days", TimeSpan.TicksPerDay)
        .Add("hours", TimeSpan.TicksPerHour)
        .Add("minutes", TimeSpan.TicksPerMinute)
        .Add("seconds", TimeSpan.TicksPerSecond)
        .Add("milliseconds", TimeSpan.TicksPerMillisecond)
        .Add("microseconds", TimeSpan.TicksPerMillisecond / 1000)
        .Add("ticks", 1);

    /// <summary>The value of <c>TimeSpan.FromSeconds(90)</c>, <c>new TimeSpan(0, 1, 30)</c>, <c>TimeSpan.Zero</c> and the like; null for anything else.</summary>
    public static TimeSpan? Of(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { IsStatic: true } method } call when IsTimeSpan(method.ContainingType) => FromParts(call.Arguments, UnitOf(method.Name)),
        IObjectCreationOperation { Initializer: null } creation when IsTimeSpan(creation.Type) => FromParts(creation.Arguments, unitOfValue: null),
        IFieldReferenceOperation { Field: { IsStatic: true } field } when IsTimeSpan(field.ContainingType) => FromField(field.Name),
        IFieldReferenceOperation { Field: { Name: "InfiniteTimeSpan", ContainingType.Name: nameof(Timeout) } } => Timeout.InfiniteTimeSpan,
        IDefaultValueOperation when IsTimeSpan(operation.Type) => TimeSpan.Zero,
        _ => null,
    };

    private static bool IsTimeSpan(ITypeSymbol? type) => type is { Name: nameof(TimeSpan), ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true } };

    private static TimeSpan? FromField(string name) => name switch
    {
        nameof(TimeSpan.Zero) => TimeSpan.Zero,
        nameof(TimeSpan.MaxValue) => TimeSpan.MaxValue,
        nameof(TimeSpan.MinValue) => TimeSpan.MinValue,
        _ => null,
    };

    /// <summary>"FromSeconds" counts its parameter "value" in "seconds".</summary>
    private static string? UnitOf(string method)
        => method.StartsWith("From", StringComparison.Ordinal) ? method.Substring("From".Length).ToLowerInvariant() : null;

    private static TimeSpan? FromParts(ImmutableArray<IArgumentOperation> parts, string? unitOfValue)
    {
        decimal ticks = 0;
        foreach (IArgumentOperation part in parts)
        {
            var unit = part.Parameter?.Name is "value" ? unitOfValue : part.Parameter?.Name;
            if (unit is null || !TicksPerUnit.TryGetValue(unit, out var ticksPerUnit) || Number(part.Value) is not { } number)
                return null;

            ticks += number * ticksPerUnit;
        }

        return ticks >= long.MinValue && ticks <= long.MaxValue ? new TimeSpan((long)ticks) : null;
    }

    private static decimal? Number(IOperation value) => value.ConstantValue.Value switch
    {
        // More than a century of ticks: no limit of a call, and the product above cannot overflow.
        double number when Math.Abs(number) < 1e9 => (decimal)number,
        double => null,
        int or long => Convert.ToDecimal(value.ConstantValue.Value, CultureInfo.InvariantCulture),
        _ => null,
    };
}
