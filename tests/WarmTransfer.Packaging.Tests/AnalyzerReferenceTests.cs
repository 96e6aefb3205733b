using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace WarmTransfer.Packaging.Tests;

/// <summary>A compiler or an editor gives analyzers what Roslyn itself stands on, and nothing else.</summary>
public sealed class AnalyzerReferenceTests(PackageFeed feed)
{
    private static readonly Version Roslyn = new(Version.Parse(Repository.VersionOf("Microsoft.CodeAnalysis.CSharp")).ToString(3) + ".0");

    // What Roslyn's own packages depend on, as far as it is used here.
    private static readonly string[] Allowed =
        ["netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "System.Memory"];

    [Theory]
    [InlineData("WarmTransfer.Generators")]
    [InlineData("WarmTransfer.Analyzers")]
    [InlineData("WarmTransfer.CodeFixes", "Microsoft.CodeAnalysis.Workspaces", "Microsoft.CodeAnalysis.CSharp.Workspaces", "System.Composition.AttributedModel", "WarmTransfer.Analyzers")]
    public void Analyzer_References_AreWhatItsHostBrings(string assembly, params string[] alsoAllowed)
    {
        List<(string Name, Version Version)> references = References(assembly);

        Assert.Contains(references, reference => reference.Name == "Microsoft.CodeAnalysis");
        Assert.Empty(references.Select(reference => reference.Name).Except([.. Allowed, .. alsoAllowed], StringComparer.Ordinal));
        Assert.All(
            references.Where(reference => reference.Name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)),
            reference => Assert.Equal(Roslyn, reference.Version));
    }

    private List<(string Name, Version Version)> References(string assembly)
    {
        using ZipArchive package = feed.Open("WarmTransfer");
        using Stream entry = package.GetEntry($"analyzers/dotnet/cs/{assembly}.dll")!.Open();
        using var file = new MemoryStream();
        entry.CopyTo(file);
        file.Position = 0;
        using var image = new PEReader(file);
        MetadataReader metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(reference => (metadata.GetString(reference.Name), reference.Version))];
    }
}
