using System.Text.RegularExpressions;

namespace WarmTransfer.Generators.Tests;

/// <summary>Neither the runtime's tools nor what is generated look at types while the program runs: trimming would take away what they look for.</summary>
public sealed partial class ReflectionTests
{
    // The one call of the serializer hands it the contract that Microsoft.Extensions.AI generated for its own content.
    private const string AllowedCall = "JsonSerializer.Serialize(writer, content, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(AIContent)))";

    public static TheoryData<string> Sources() =>
    [
        .. Directory.EnumerateFiles(Repository.File("src", "WarmTransfer.Runtime", "Tools"), "*.cs", SearchOption.AllDirectories).Select(Relative),
        .. Directory.EnumerateFiles(Repository.File("src", "WarmTransfer.Runtime", "SourceGeneration"), "*.cs", SearchOption.AllDirectories).Select(Relative),
        .. Directory.EnumerateFiles(Repository.File("tests", "WarmTransfer.Generators.Tests", "Snapshots"), "*.verified.txt").Select(Relative),
    ];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Source_OfToolsOrGenerated_UsesNoReflection(string file)
    {
        var text = File.ReadAllText(Repository.File(file)).Replace(AllowedCall, "", StringComparison.Ordinal);

        Assert.DoesNotMatch(Reflection(), text);
    }

    [Theory]
    [InlineData("JsonSerializer.Deserialize<T>(json)")]
    [InlineData("using System.Reflection;")]
    [InlineData("value.GetType().GetProperties()")]
    [InlineData("Activator.CreateInstance(type)")]
    [InlineData("TypeDescriptor.GetConverter(type)")]
    public void Pattern_FindsReflection(string text) => Assert.Matches(Reflection(), text);

    private static string Relative(string file) => Path.GetRelativePath(Repository.File(), file).Replace('\\', '/');

    [GeneratedRegex(@"\bJsonSerializer\s*\.|\bSystem\.Reflection\b|\bActivator\b|\bTypeDescriptor\b|\bMakeGeneric(Type|Method)\b|\.Get(Properties|Fields|Methods|Constructors|Members|CustomAttributes?)\(|\bEnum\.(Parse|TryParse|GetNames|GetValues|GetName|IsDefined)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reflection();
}
