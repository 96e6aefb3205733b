using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace WarmTransfer;

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
}
