using System.ComponentModel;

namespace WarmTransfer.SourceGeneration;

/// <summary>The names an enum's members have in JSON. For generated code.</summary>
/// <typeparam name="T">The enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IToolEnum<T>
    where T : struct, Enum
{
    /// <summary>Gets the members, in the order they are declared.</summary>
    static abstract ReadOnlySpan<ToolEnumMember<T>> Members { get; }

    /// <summary>Finds the member with exactly this name in JSON.</summary>
    /// <param name="name">What is between the quotes, as it was sent. A name that JSON has to escape is not found: the slower look finds it.</param>
    /// <param name="value">The member.</param>
    static abstract bool TryFind(ReadOnlySpan<byte> name, out T value);
}

/// <summary>A member of an enum. For generated code.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Value">Its value.</param>
/// <param name="MemberName">Its name in C#, which is read too; null when it is the name in JSON.</param>
/// <typeparam name="T">The enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ToolEnumMember<T>(string Name, T Value, string? MemberName = null)
    where T : struct, Enum;
