using System.ComponentModel;
using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <summary>A JSON schema kept as a constant and parsed once, when it is first asked for. For generated code.</summary>
/// <param name="json">The schema.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ToolSchema(string json)
{
    // Boxed: a reference is written in one piece, so threads that meet here at worst parse twice.
    private object? _element;

    /// <summary>Gets the schema.</summary>
    public JsonElement Element => (JsonElement)(_element ??= JsonElement.Parse(json));
}
