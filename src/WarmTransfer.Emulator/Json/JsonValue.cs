using System.Text.Json;

namespace WarmTransfer.Emulator;

/// <summary>A JSON value as somebody wrote it, with its place in the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Where it is, such as <c>phones[2].after</c>; empty for the whole text.</param>
/// <param name="Line">The line it begins in, from 1.</param>
/// <param name="Text">The text of a string, or a number as it was written; otherwise empty.</param>
internal sealed record JsonValue(JsonValueKind Kind, string Path, int Line, string Text = "")
{
    /// <summary>Gets the members of an object, in order, also those of one name.</summary>
    public IReadOnlyList<JsonMember> Members { get; init; } = [];

    /// <summary>Gets the items of an array.</summary>
    public IReadOnlyList<JsonValue> Items { get; init; } = [];

    /// <summary>Gets the value as a message shows it.</summary>
    public string Found => Kind switch
    {
        JsonValueKind.String => $"\"{Text}\"",
        JsonValueKind.Number => Text,
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => Kind.ToString().ToLowerInvariant(),
    };
}

/// <summary>One member of a JSON object.</summary>
internal sealed record JsonMember(string Name, JsonValue Value);
