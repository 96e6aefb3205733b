using System.Globalization;

namespace WarmTransfer.Generators;

/// <summary>Writes what reads the properties of one JSON object in one pass while each is as the schema asks for.</summary>
internal sealed class OnePassFormatter(ValueExpressions values, SourceWriter writer)
{
    // The runtime counts what was read in the bits of one number, of which strict objects use one to say that nothing is all.
    private const int MaxCounted = 63;

    public static bool CanRead(IReadOnlyCollection<OnePassProperty> properties) => properties.Count is > 0 and <= MaxCounted;

    /// <summary>Writes the names the loop needs, as a member of the type it stands in.</summary>
    public void FormatNames(bool isStrict, IReadOnlyList<OnePassProperty> properties)
    {
        if (HasNames(isStrict, properties))
            writer.WriteLine($"private static readonly string[] Omittable = {{ {string.Join(", ", properties.Where(property => !property.IsRequired).Select(property => property.Name.Literal()))} }};\n");
    }

    /// <summary>Writes the loop, which ends with whether all was read that had to be in the variable <c>isComplete</c>.</summary>
    public void Format(string method, bool isStrict, IReadOnlyList<OnePassProperty> properties)
    {
        writer.WriteLine("var read = default(global::WarmTransfer.SourceGeneration.ToolJsonObject);");
        writer.Open("while (read.MoveToName(ref json))");
        for (var i = 0; i < properties.Count; i++)
        {
            OnePassProperty property = properties[i];
            writer.WriteLine($"""
                {(i == 0 ? "if" : "else if")} (global::System.MemoryExtensions.SequenceEqual(json.ValueSpan, {property.Name.Literal()}u8))
                    {property.Local} = read.{method}<{property.Value.DeclaredType}, {values.Reader(property.Value)}>(ref json, {i});
                """);
        }

        writer.WriteLine($"""
            else
                read.Skip(ref json{(HasNames(isStrict, properties) ? ", Omittable" : "")});
            """);
        writer.Close();

        // Of a strict object nothing counts as all: a property that was passed over is looked at again, and refused.
        var all = isStrict ? "ulong.MaxValue" : Bits(properties, _ => true);
        writer.WriteLine($"bool isComplete = read.IsComplete(required: {Bits(properties, property => property.IsRequired)}, all: {all});");
    }

    // What has to be sent is missed under its own name, whatever else there is. What may be left out can be there under another.
    private static bool HasNames(bool isStrict, IReadOnlyList<OnePassProperty> properties) => !isStrict && properties.Any(property => !property.IsRequired);

    private static string Bits(IReadOnlyList<OnePassProperty> properties, Func<OnePassProperty, bool> isSet)
    {
        ulong bits = 0;
        for (var i = 0; i < properties.Count; i++)
            bits |= isSet(properties[i]) ? 1UL << i : 0;
        return "0x" + bits.ToString("X", CultureInfo.InvariantCulture);
    }
}
