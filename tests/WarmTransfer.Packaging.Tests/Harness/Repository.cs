using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace WarmTransfer.Packaging.Tests;

/// <summary>The repository's own files, found from where this source was compiled.</summary>
internal static class Repository
{
    public static string File(params string[] path) => Path.Combine([Root(), .. path]);

    /// <summary>The version that <c>Directory.Packages.props</c> pins a package to.</summary>
    public static string VersionOf(string package) => XDocument.Load(File("Directory.Packages.props")).Descendants("PackageVersion")
        .Single(version => version.Attribute("Include")!.Value == package).Attribute("Version")!.Value;

    private static string Root([CallerFilePath] string source = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", ".."));
}
