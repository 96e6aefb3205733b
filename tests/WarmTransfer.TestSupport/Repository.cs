using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace WarmTransfer.TestSupport;

/// <summary>Finds the repository's own files from where this source was compiled.</summary>
public static class Repository
{
    /// <summary>Gets the path of a file or folder of the repository.</summary>
    public static string File(params string[] path) => Path.Combine([Root(), .. path]);

    /// <summary>Gets the version that <c>Directory.Packages.props</c> pins a package to.</summary>
    public static string VersionOf(string package) => XDocument.Load(File("Directory.Packages.props")).Descendants("PackageVersion")
        .Single(version => version.Attribute("Include")!.Value == package).Attribute("Version")!.Value;

    private static string Root([CallerFilePath] string source = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", ".."));
}
