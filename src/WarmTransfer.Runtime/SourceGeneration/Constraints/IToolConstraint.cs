using System.ComponentModel;

namespace WarmTransfer.SourceGeneration;

/// <summary>What a value must be beyond its type: the constraints of a parameter or property. For generated code.</summary>
/// <typeparam name="T">The type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IToolConstraint<in T>
{
    /// <summary>Gets what a value must be, for the model: <c>a whole number from 1 to 100</c>.</summary>
    static abstract string Expected { get; }

    /// <summary>The value is one.</summary>
    /// <param name="value">A value of the type.</param>
    static abstract bool IsMet(T value);
}
