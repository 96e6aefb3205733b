using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <summary>Reads values of one type from what a model sent, without reflection. For generated code.</summary>
/// <typeparam name="T">The type read.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IToolValueReader<T>
{
    /// <summary>Gets what a value must be, for the model: <c>a whole number from 0 to 255</c>.</summary>
    static abstract string Expected { get; }

    /// <summary>Reads one value.</summary>
    /// <param name="value">What was sent.</param>
    /// <param name="problems">Gets at least one more when the value is not of the type.</param>
    /// <param name="result">The value.</param>
    static abstract bool TryRead(in ToolValue value, ref ToolProblems problems, [MaybeNullWhen(false)] out T result);

    /// <summary>Reads a value that plainly is of the type, as nearly all are. False says only that <see cref="TryRead"/> has to look.</summary>
    /// <param name="value">A <see cref="JsonElement"/> or a value of the type.</param>
    /// <param name="result">The value.</param>
    static virtual bool TryReadExact(object? value, [MaybeNullWhen(false)] out T result)
    {
        result = default;
        return false;
    }

    /// <summary>Reads JSON that plainly is of the type. False says only that <see cref="TryRead"/> has to look.</summary>
    /// <param name="json">On the value's first token; afterwards on its last. When the answer is false, still there, or anywhere within the array or object.</param>
    /// <param name="result">The value.</param>
    /// <exception cref="JsonException">The JSON is broken within the value.</exception>
    static virtual bool TryReadExact(ref Utf8JsonReader json, [MaybeNullWhen(false)] out T result)
    {
        result = default;
        return false;
    }
}
