using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <summary>Builds the JSON value a tool answers with.</summary>
internal static class JsonResult
{
    // What larger results leave behind is not worth keeping for the next one.
    private const int MaxKeptCapacity = 64 * 1024;

    // The result goes to a model, never into a web page: escaping every quote and accent would only cost tokens.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static Sheet? _kept;

    /// <summary>Writes one value and reads it back as JSON.</summary>
    public static JsonElement Write<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        Sheet sheet = Take();
        write(sheet.Writer, state);
        JsonElement element = JsonElement.Parse(sheet.Finish());
        Keep(sheet);
        return element;
    }

    /// <summary>Writes one value, all of it or, when writing it throws, nothing.</summary>
    public static void WriteTo<TState>(IBufferWriter<byte> result, TState state, Action<Utf8JsonWriter, TState> write)
    {
        Sheet sheet = Take();
        write(sheet.Writer, state);
        result.Write(sheet.Finish());
        Keep(sheet);
    }

    /// <summary>Writes JSON that is there already.</summary>
    public static void Copy(JsonElement element, IBufferWriter<byte> result) => result.Write(JsonMarshal.GetRawUtf8Value(element));

    // Taken away while in use: a result may be enumerated lazily, and call another tool meanwhile.
    private static Sheet Take()
    {
        Sheet sheet = _kept ?? new Sheet();
        _kept = null;
        return sheet;
    }

    // Not in a finally: a sheet on which writing failed halfway is thrown away.
    private static void Keep(Sheet sheet)
    {
        if (sheet.Json.Capacity > MaxKeptCapacity)
            return;
        sheet.Json.ResetWrittenCount();
        sheet.Writer.Reset(sheet.Json);
        _kept = sheet;
    }

    private sealed class Sheet
    {
        public Sheet() => Writer = new(Json, Options);

        public ArrayBufferWriter<byte> Json { get; } = new();

        public Utf8JsonWriter Writer { get; }

        public ReadOnlySpan<byte> Finish()
        {
            Writer.Flush();
            return Json.WrittenSpan;
        }
    }
}
