namespace WarmTransfer.Generators;

/// <summary>A property, or a tool's parameter, as it is read in one pass.</summary>
/// <param name="Name">As JSON.</param>
/// <param name="Value">Its type.</param>
/// <param name="Local">The variable it is read into.</param>
/// <param name="IsRequired">It must be there.</param>
internal sealed record OnePassProperty(string Name, ValueModel Value, string Local, bool IsRequired);
