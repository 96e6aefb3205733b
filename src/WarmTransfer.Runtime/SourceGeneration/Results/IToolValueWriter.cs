using System.ComponentModel;
using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <summary>Writes values of one type as JSON, without reflection. For generated code.</summary>
/// <typeparam name="T">The type written.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IToolValueWriter<in T>
{
    /// <summary>Writes one JSON value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">What.</param>
    static abstract void Write(Utf8JsonWriter writer, T value);
}
