using System.ComponentModel;

namespace WarmTransfer.SourceGeneration;

/// <summary>Readers of the types a model can send. For generated code.</summary>
/// <remarks>
/// Models send odd JSON (numbers in strings, phone numbers as numbers, lists as JSON text). Whatever has one meaning is taken;
/// whatever has to be guessed at is refused. Numbers are read in the invariant culture.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ToolReaders;
