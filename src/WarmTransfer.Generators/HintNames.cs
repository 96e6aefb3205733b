using System.Collections.Immutable;
using System.Globalization;

namespace WarmTransfer.Generators;

/// <summary>Keeps the files of <c>Desk</c> and <c>DESK</c> apart: on many disks, and to the compiler, their names are one.</summary>
internal static class HintNames
{
    private const string Extension = ".g.cs";

    /// <summary>The names that differ from another in nothing but case, in an order that does not depend on the files'.</summary>
    public static EquatableArray<string> Clashes(ImmutableArray<string> names)
        => names.Distinct(StringComparer.Ordinal).GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
            .SelectMany(group => group).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray();

    /// <summary>The name, or with a number when it is not the first of those it clashes with.</summary>
    public static string Unique(string name, EquatableArray<string> clashes)
    {
        var earlier = clashes.TakeWhile(other => other != name).Count(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase));
        var isFirst = earlier == 0 || !clashes.Contains(name);
        return isFirst ? name : name.Substring(0, name.Length - Extension.Length) + "." + (earlier + 1).ToString(CultureInfo.InvariantCulture) + Extension;
    }
}
