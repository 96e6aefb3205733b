using System.IO.Compression;
using System.Xml.Linq;

namespace WarmTransfer.Packaging.Tests;

/// <summary>What is in the packages, down to the file.</summary>
public sealed class PackageContentTests(PackageFeed feed)
{
    private static readonly string[] RuntimeDependencies = Pinned(
        "Google.Protobuf",
        "Microsoft.Extensions.AI.Abstractions",
        "Microsoft.Extensions.Hosting.Abstractions",
        "Microsoft.Extensions.Http",
        "Microsoft.Extensions.Logging.Abstractions",
        "Microsoft.Extensions.Options.ConfigurationExtensions",
        "Microsoft.IdentityModel.JsonWebTokens",
        "Polly.Core");

    [Fact]
    public void Solution_Packed_YieldsThesePackagesAndNoOther()
        => Assert.Equal(
            [
                $"WarmTransfer.{PackageFeed.Version}.nupkg",
                $"WarmTransfer.{PackageFeed.Version}.snupkg",
                $"WarmTransfer.Emulator.{PackageFeed.Version}.nupkg",
                $"WarmTransfer.Emulator.{PackageFeed.Version}.snupkg",
                $"WarmTransfer.Rtc.{PackageFeed.Version}.nupkg",
                $"WarmTransfer.Rtc.{PackageFeed.Version}.snupkg",
                $"WarmTransfer.Templates.{PackageFeed.Version}.nupkg",
            ],
            feed.Files.Order(StringComparer.Ordinal));

    [Fact]
    public void Runtime_Package_HasTheLibraryAndOneAnalyzerSlot()
        => Assert.Equal(
            [
                "README.md",
                "analyzers/dotnet/cs/WarmTransfer.Analyzers.dll",
                "analyzers/dotnet/cs/WarmTransfer.CodeFixes.dll",
                "analyzers/dotnet/cs/WarmTransfer.Generators.dll",
                "buildTransitive/WarmTransfer.props",
                "buildTransitive/WarmTransfer.targets",
                "icon.png",
                "lib/net10.0/WarmTransfer.Runtime.dll",
                "lib/net10.0/WarmTransfer.Runtime.xml",
            ],
            Files("WarmTransfer"));

    [Fact]
    public void Emulator_Package_HasTheLibrary()
        => Assert.Equal(["README.md", "icon.png", "lib/net10.0/WarmTransfer.Emulator.dll", "lib/net10.0/WarmTransfer.Emulator.xml", "schemas/fault.schema.json", "schemas/phones.schema.json"], Files("WarmTransfer.Emulator"));

    [Fact]
    public void Rtc_Package_HasTheLibraryAndNothingNative()
        => Assert.Equal(["README.md", "icon.png", "lib/net10.0/WarmTransfer.Rtc.dll", "lib/net10.0/WarmTransfer.Rtc.xml"], Files("WarmTransfer.Rtc"));

    [Theory]
    [InlineData("WarmTransfer", "WarmTransfer.Runtime")]
    [InlineData("WarmTransfer.Emulator", "WarmTransfer.Emulator")]
    [InlineData("WarmTransfer.Rtc", "WarmTransfer.Rtc")]
    public void Symbols_Package_HasThoseOfTheLibraryAlone(string id, string assembly)
        => Assert.Equal([$"lib/net10.0/{assembly}.pdb"], Files(id, "snupkg"));

    [Fact]
    public void Runtime_Dependencies_AreTheExpectedOnes() => Assert.Equal(RuntimeDependencies, Dependencies("WarmTransfer"));

    [Fact]
    public void Rtc_Dependencies_AreTheRuntimeOfTheSameVersionAndItsOwn()
        => Assert.Equal([.. RuntimeDependencies, $"WarmTransfer [{PackageFeed.Version}]"], Dependencies("WarmTransfer.Rtc"));

    [Fact]
    public void Emulator_Dependencies_AreTheRuntimeOfTheSameVersionAndWhatBothUse()
    {
        var pinned = Pinned("Google.Protobuf", "Microsoft.Extensions.AI.Abstractions", "Microsoft.IdentityModel.JsonWebTokens", "Polly.Core");

        Assert.Equal([.. pinned, $"WarmTransfer [{PackageFeed.Version}]"], Dependencies("WarmTransfer.Emulator"));
        Assert.Equal("Microsoft.AspNetCore.App", Assert.Single(Elements("WarmTransfer.Emulator", "frameworkReference")).Attribute("name")!.Value);
    }

    [Fact]
    public void Emulator_Runtime_BringsItsGeneratorAndRulesAlong()
    {
        XElement runtime = Elements("WarmTransfer.Emulator", "dependency").Single(dependency => dependency.Attribute("id")!.Value == "WarmTransfer");

        Assert.Equal("All", runtime.Attribute("include")?.Value);
        Assert.Null(runtime.Attribute("exclude"));
    }

    [Fact]
    public void Templates_Package_DependsOnNothing()
    {
        Assert.Empty(Elements("WarmTransfer.Templates", "dependency"));
        Assert.Equal("Template", Assert.Single(Elements("WarmTransfer.Templates", "packageType")).Attribute("name")!.Value);
        Assert.All(Files("WarmTransfer.Templates").Except(["README.md", "icon.png"]), file => Assert.StartsWith("content/warmtransfer-agent/", file, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("WarmTransfer")]
    [InlineData("WarmTransfer.Emulator")]
    [InlineData("WarmTransfer.Rtc")]
    [InlineData("WarmTransfer.Templates")]
    public void Package_Metadata_IsComplete(string id)
    {
        const string Home = "https://github.com/warmtransfer/warmtransfer";

        Assert.Equal(id, Text(id, "id"));
        Assert.Equal(PackageFeed.Version, Text(id, "version"));
        Assert.Equal("Apache-2.0", Text(id, "license"));
        Assert.Equal("expression", Elements(id, "license").Single().Attribute("type")!.Value);
        Assert.Equal("icon.png", Text(id, "icon"));
        Assert.Equal("README.md", Text(id, "readme"));
        Assert.Equal(Home, Text(id, "projectUrl"));
        Assert.Equal(Home, Elements(id, "repository").Single().Attribute("url")!.Value);
        Assert.StartsWith(Home, Text(id, "releaseNotes"), StringComparison.Ordinal);
        Assert.True(Text(id, "description").Length > 80, $"{id} is described as \"{Text(id, "description")}\".");
        Assert.Contains("livekit", Text(id, "tags"), StringComparison.Ordinal);
    }

    private static string[] Pinned(params string[] packages) => [.. packages.Select(package => $"{package} {Repository.VersionOf(package)}")];

    private IEnumerable<string> Dependencies(string id)
        => Elements(id, "dependency")
            .Select(dependency => $"{dependency.Attribute("id")!.Value} {dependency.Attribute("version")!.Value}")
            .Order(StringComparer.Ordinal);

    private string Text(string id, string name) => Elements(id, name).Single().Value;

    private List<XElement> Elements(string id, string name)
    {
        using ZipArchive package = feed.Open(id);
        using Stream nuspec = package.GetEntry(id + ".nuspec")!.Open();
        return [.. XDocument.Load(nuspec).Descendants().Where(element => element.Name.LocalName == name)];
    }

    /// <summary>The files without those that make a zip file a package.</summary>
    private List<string> Files(string id, string extension = "nupkg")
    {
        using ZipArchive package = feed.Open(id, extension);
        return
        [
            .. package.Entries.Select(entry => entry.FullName)
                .Where(name => name != "[Content_Types].xml" && name != id + ".nuspec" && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }
}
