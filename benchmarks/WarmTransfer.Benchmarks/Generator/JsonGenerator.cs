using System.Reflection;
using Microsoft.CodeAnalysis;

namespace WarmTransfer.Benchmarks.Generator;

/// <summary>The generator of System.Text.Json that comes with the SDK, for scale.</summary>
internal static class JsonGenerator
{
    private const string FileName = "System.Text.Json.SourceGeneration.dll";
    private const string TypeName = "System.Text.Json.SourceGeneration.JsonSourceGenerator";

    /// <exception cref="FileNotFoundException">The .NET installation this runs on has no SDK.</exception>
    public static IIncrementalGenerator Create()
    {
        var shared = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var packs = Path.GetFullPath(Path.Combine(shared, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        var path = Directory.Exists(packs) ? Directory.EnumerateFiles(packs, FileName, SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault() : null;
        if (path is null)
            throw new FileNotFoundException($"No {FileName} under {packs}: install the .NET SDK, which brings it.", FileName);
        return (IIncrementalGenerator)Activator.CreateInstance(Assembly.LoadFrom(path).GetType(TypeName, throwOnError: true)!)!;
    }
}
