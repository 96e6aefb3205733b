namespace WarmTransfer.Generators;

/// <summary>A name in a schema's <c>properties</c>: a tool's parameter, or an object's property.</summary>
internal sealed record SchemaMember(string Name, string? Description, ValueModel Value, ConstantModel? Default, bool IsRequired);
