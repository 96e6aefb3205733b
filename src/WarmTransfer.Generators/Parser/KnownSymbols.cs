using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators;

/// <summary>The types the parser recognises, each looked up once in a compilation, when it is first asked for.</summary>
internal sealed class KnownSymbols
{
    public const string TransferAgentAttributeName = "WarmTransfer.TransferAgentAttribute";
    public const string TransferToolAttributeName = "WarmTransfer.TransferToolAttribute";

    // A lookup asks every assembly the project refers to, and an agent takes forty of them.
    private static readonly ConditionalWeakTable<Compilation, KnownSymbols> OfCompilations = new();

    private readonly ConcurrentDictionary<string, INamedTypeSymbol?> _types = new(StringComparer.Ordinal);

    private KnownSymbols(Compilation compilation) => Compilation = compilation;

    public Compilation Compilation { get; }

    /// <summary>Those of a compilation, for everybody who asks and on any thread.</summary>
    public static KnownSymbols Of(Compilation compilation) => OfCompilations.GetValue(compilation, static key => new(key));

    public INamedTypeSymbol? TransferAgentAttribute => Type(TransferAgentAttributeName);

    public INamedTypeSymbol? TransferToolAttribute => Type(TransferToolAttributeName);

    public INamedTypeSymbol? TransferControl => Type("WarmTransfer.TransferControl");

    public INamedTypeSymbol? FromKeyedServicesAttribute => Type("Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute");

    public INamedTypeSymbol? AIFunctionArguments => Type("Microsoft.Extensions.AI.AIFunctionArguments");

    public INamedTypeSymbol? AIContent => Type("Microsoft.Extensions.AI.AIContent");

    public INamedTypeSymbol? CancellationToken => Type("System.Threading.CancellationToken");

    public INamedTypeSymbol? ServiceProvider => Type("System.IServiceProvider");

    public INamedTypeSymbol? DescriptionAttribute => Type("System.ComponentModel.DescriptionAttribute");

    public INamedTypeSymbol? ObsoleteAttribute => Type("System.ObsoleteAttribute");

    public INamedTypeSymbol? DefaultValueAttribute => Type("System.ComponentModel.DefaultValueAttribute");

    public INamedTypeSymbol? EnumMemberNameAttribute => Type("System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute");

    public INamedTypeSymbol? PropertyNameAttribute => Type("System.Text.Json.Serialization.JsonPropertyNameAttribute");

    public INamedTypeSymbol? IgnoreAttribute => Type("System.Text.Json.Serialization.JsonIgnoreAttribute");

    public INamedTypeSymbol? JsonConstructorAttribute => Type("System.Text.Json.Serialization.JsonConstructorAttribute");

    public INamedTypeSymbol? JsonRequiredAttribute => Type("System.Text.Json.Serialization.JsonRequiredAttribute");

    public INamedTypeSymbol? SetsRequiredMembersAttribute => Type("System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute");

    public INamedTypeSymbol? JsonElement => Type("System.Text.Json.JsonElement");

    public INamedTypeSymbol? Task => Type("System.Threading.Tasks.Task");

    public INamedTypeSymbol? TaskOfT => Type("System.Threading.Tasks.Task`1");

    public INamedTypeSymbol? ValueTask => Type("System.Threading.Tasks.ValueTask");

    public INamedTypeSymbol? ValueTaskOfT => Type("System.Threading.Tasks.ValueTask`1");

    public INamedTypeSymbol? AsyncEnumerable => Type("System.Collections.Generic.IAsyncEnumerable`1");

    public INamedTypeSymbol ReadOnlyList => Compilation.GetSpecialType(SpecialType.System_Collections_Generic_IReadOnlyList_T);

    public INamedTypeSymbol? List => Type("System.Collections.Generic.List`1");

    public INamedTypeSymbol? HashSet => Type("System.Collections.Generic.HashSet`1");

    public INamedTypeSymbol? SetInterface => Type("System.Collections.Generic.ISet`1");

    public INamedTypeSymbol? ReadOnlySetInterface => Type("System.Collections.Generic.IReadOnlySet`1");

    public INamedTypeSymbol? Dictionary => Type("System.Collections.Generic.Dictionary`2");

    public INamedTypeSymbol? DictionaryInterface => Type("System.Collections.Generic.IDictionary`2");

    public INamedTypeSymbol? ReadOnlyDictionaryInterface => Type("System.Collections.Generic.IReadOnlyDictionary`2");

    public INamedTypeSymbol? FlagsAttribute => Type("System.FlagsAttribute");

    public INamedTypeSymbol? KeyValuePair => Type("System.Collections.Generic.KeyValuePair`2");

    public INamedTypeSymbol? Guid => Type("System.Guid");

    public INamedTypeSymbol? Uri => Type("System.Uri");

    public INamedTypeSymbol? DateOnly => Type("System.DateOnly");

    public INamedTypeSymbol? TimeOnly => Type("System.TimeOnly");

    public INamedTypeSymbol? DateTimeOffset => Type("System.DateTimeOffset");

    public INamedTypeSymbol? TimeSpan => Type("System.TimeSpan");

    public INamedTypeSymbol? Int128 => Type("System.Int128");

    public INamedTypeSymbol? UInt128 => Type("System.UInt128");

    private INamedTypeSymbol? Type(string metadataName) => _types.GetOrAdd(metadataName, Compilation.GetTypeByMetadataName);
}
