using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace WarmTransfer.Generators.Tests;

/// <summary>After <c>using WarmTransfer;</c> an editor offers what users write; what only generated code calls is in a namespace of its own.</summary>
public sealed partial class SourceGenerationNamespaceTests
{
    private const string UserNamespace = "WarmTransfer";
    private const string GeneratedCodeNamespace = "WarmTransfer.SourceGeneration";
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void TypesOfWarmTransfer_AreForUsers()
        => Assert.DoesNotContain(Types(UserNamespace), IsHidden);

    [Fact]
    public void TypesOfSourceGeneration_AreHiddenFromEditors()
    {
        List<Type> types = [.. Types(GeneratedCodeNamespace).Where(type => !type.IsNested)];

        Assert.NotEmpty(types);
        Assert.All(types, type => Assert.True(IsHidden(type), $"{type} lacks [EditorBrowsable(EditorBrowsableState.Never)]."));
    }

    [Fact]
    public void TypesOfWarmTransfer_CanBeUsedWithoutSourceGeneration()
        => Assert.DoesNotContain(Types(UserNamespace).SelectMany(Mentioned), type => type.Namespace == GeneratedCodeNamespace);

    /// <remarks>
    /// A type that generated code names is for users as well when the API that users call mentions it. The base class of the generated
    /// tools is the one that no signature mentions: users find it behind the <c>AIFunction</c>s of an agent, for <c>InvokeUtf8Async</c>.
    /// </remarks>
    [Fact]
    public void TypesThatOnlyGeneratedCodeNames_AreInSourceGeneration()
    {
        HashSet<string> mentioned = [.. Types(UserNamespace).SelectMany(type => Mentioned(type).Where(other => other != type)).Select(type => type.Name)];
        List<string> named = [.. GeneratedFiles().SelectMany(file => UserType().Matches(file)).Select(match => match.Groups["type"].Value).Distinct(StringComparer.Ordinal)];

        Assert.Contains(nameof(TransferControl), named);
        Assert.DoesNotContain(named, type => !mentioned.Contains(type) && type != nameof(TransferTool));
    }

    private static IEnumerable<Type> Types(string name) => typeof(TransferTool).Assembly.GetExportedTypes().Where(type => type.Namespace == name);

    private static bool IsHidden(Type type) => type.GetCustomAttribute<EditorBrowsableAttribute>()?.State == EditorBrowsableState.Never;

    // Every type in the signatures of what others can call, down to type arguments.
    private static IEnumerable<Type> Mentioned(Type type)
    {
        IEnumerable<Type> ofMembers = type.GetMembers(All).SelectMany(member => member switch
        {
            MethodBase method when method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly
                => [.. method.GetParameters().Select(parameter => parameter.ParameterType), method is MethodInfo { ReturnType: var returned } ? returned : typeof(void)],
            FieldInfo field when field.IsPublic || field.IsFamily => [field.FieldType],
            _ => Array.Empty<Type>(),
        });
        return ofMembers.Concat(type.GetInterfaces()).Concat(type.BaseType is { } parent ? [parent] : []).SelectMany(Parts);
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.GetElementType() is { } element)
            return Parts(element);
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
    }

    private static IEnumerable<string> GeneratedFiles([CallerFilePath] string path = "")
        => Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(path)!, "Snapshots"), "*.verified.txt").Select(File.ReadAllText);

    [GeneratedRegex(@"global::WarmTransfer\.(?!SourceGeneration\b)(?<type>\w+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserType();
}
