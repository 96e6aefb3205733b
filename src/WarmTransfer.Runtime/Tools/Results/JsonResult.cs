using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WarmTransfer;

/// <summary>Builds the JSON value a tool answers with.</summary>
internal static class JsonResult
{
    // The result goes to a model, never into a web page: escaping every quote and accent would only cost tokens.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonElement Write<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        ArrayBufferWriter<byte> json = new();
        using (Utf8JsonWriter writer = new(json, Options))
            write(writer, state);
        return JsonElement.Parse(json.WrittenSpan);
    }
}
