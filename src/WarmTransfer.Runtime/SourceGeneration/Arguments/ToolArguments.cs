using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace WarmTransfer.SourceGeneration;

/// <summary>Reads arguments that are as the schema asks for, as nearly all are. For generated code.</summary>
/// <remarks>Finds nothing wrong by itself: what it cannot take, <see cref="ToolArgumentReader"/> reads again, slower, and says why.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ToolArguments
{
    /// <summary>Reads an argument that must be there.</summary>
    /// <param name="arguments">What the model sent.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">The value.</param>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <typeparam name="TReader">What reads it.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Inlined, the reader is known; shared by all reference types, it would be looked up.
    public static bool TryReadExact<T, TReader>(AIFunctionArguments arguments, string name, [MaybeNullWhen(false)] out T value)
        where TReader : IToolValueReader<T>
    {
        if (arguments.TryGetValue(name, out var sent))
            return TReader.TryReadExact(sent, out value);
        value = default;
        return false;
    }

    /// <summary>Reads an argument that may be left out.</summary>
    /// <param name="arguments">What the model sent.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="fallback">Its value when it is left out.</param>
    /// <param name="absent">Goes up by one when it is left out.</param>
    /// <param name="value">The value.</param>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <typeparam name="TReader">What reads it.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadExact<T, TReader>(AIFunctionArguments arguments, string name, T fallback, ref int absent, [MaybeNullWhen(false)] out T value)
        where TReader : IToolValueReader<T>
    {
        if (arguments.TryGetValue(name, out var sent))
            return TReader.TryReadExact(sent, out value);
        value = fallback;
        absent++;
        return true;
    }

    /// <summary>Reads an array or object by what reads it from raw JSON.</summary>
    /// <param name="value">A <see cref="JsonElement"/> or a value of the type.</param>
    /// <param name="result">The value.</param>
    /// <typeparam name="T">The type read.</typeparam>
    /// <typeparam name="TReader">What reads it.</typeparam>
    public static bool TryReadExact<T, TReader>(object? value, [MaybeNullWhen(false)] out T result)
        where TReader : IToolValueReader<T>
        => value is JsonElement element ? TryReadExact<T, TReader>(ToolValue.Raw(element), out result) : IsOfType(value, out result);

    internal static bool TryReadExact<T, TReader>(ReadOnlySpan<byte> json, [MaybeNullWhen(false)] out T result)
        where TReader : IToolValueReader<T>
    {
        result = default;
        if (json.IsEmpty)
            return false;
        Utf8JsonReader reader = new(json);
        try
        {
            return reader.Read() && TReader.TryReadExact(ref reader, out result);
        }
        catch (JsonException)
        {
            // An element may hold what JSON itself does not allow, where its document was told to allow it: comments, trailing commas.
            return false;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsOfType<T>(object? value, [MaybeNullWhen(false)] out T result)
    {
        if (value is T known)
        {
            result = known;
            return true;
        }

        result = default;
        return false;
    }
}
