using System.Reflection;
using System.Text;

namespace WarmTransfer.Packaging.Tests;

/// <summary>Lists what an assembly offers to other assemblies: types in the order of their names, each with its members.</summary>
/// <remarks>One line each, and nothing that the compiler adds by itself, so that a difference is a change somebody made.</remarks>
internal static class ApiListing
{
    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (IGrouping<string?, Type> names in assembly.GetExportedTypes().Where(type => !type.IsNested).GroupBy(type => type.Namespace).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append("namespace ").Append(names.Key).Append('\n');
            foreach (Type type in names.OrderBy(type => type.Name, StringComparer.Ordinal))
                Append(text, type, depth: 1);
        }

        return text.ToString();
    }

    public static string Of(Type type)
    {
        var text = new StringBuilder();
        Append(text, type, depth: 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Type type, int depth)
    {
        Line(text, depth, ApiTypes.Declare(type));
        foreach (string member in ApiMembers.Of(type))
            Line(text, depth + 1, member);
        foreach (Type nested in type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(nested => nested.IsNestedPublic || nested.IsNestedFamily || nested.IsNestedFamORAssem).OrderBy(nested => nested.Name, StringComparer.Ordinal))
            Append(text, nested, depth + 1);
    }

    private static void Line(StringBuilder text, int depth, string line) => text.Append(' ', depth * 2).Append(line).Append('\n');
}
