namespace WarmTransfer.Generators;

/// <summary>The objects an agent reads, or those it writes, and which of them are inside themselves.</summary>
internal sealed class ObjectGraph(IEnumerable<ObjectModel> objects)
{
    private readonly Dictionary<string, ObjectModel> _objects = objects.GroupBy(model => model.TypeName, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    public ObjectModel this[string typeName] => _objects[typeName];

    public bool IsRecursive(string typeName)
    {
        HashSet<string> reached = new(StringComparer.Ordinal);
        Reach(typeName, reached);
        return reached.Contains(typeName);
    }

    private void Reach(string typeName, HashSet<string> reached)
    {
        foreach (PropertyModel property in _objects[typeName].Properties)
        {
            ValueModel value = property.Value;
            while (value.Element is { } element)
                value = element;
            if (value.Kind == ValueKind.Object && reached.Add(value.TypeName))
                Reach(value.TypeName, reached);
        }
    }
}
