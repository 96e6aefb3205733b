using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Unicode;

namespace WarmTransfer.SourceGeneration;

/// <summary>Follows one JSON object that is read in one pass while each property has its exact name. For generated code.</summary>
/// <remarks>
/// Finds nothing wrong by itself: what it cannot take is read again, slower, by what says why.
/// The reader it goes through is handed to each method, because nothing can hold a reference to it.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ToolJsonObject
{
    // Longer than any name that a tool or a record has; a longer one is compared by the slower look.
    private const int MaxComparedName = 128;

    // One bit for each property that was read.
    private ulong _read;
    private bool _hasSkipped;
    private bool _isGivenUp;

    /// <summary>Moves to the next property's name.</summary>
    /// <param name="json">On the object's start, or the end of a value in it; afterwards on the name, or on the object's end.</param>
    /// <returns>False at the end, and where going on makes no sense.</returns>
    /// <exception cref="JsonException">The JSON is broken.</exception>
    public bool MoveToName(ref Utf8JsonReader json)
    {
        if (_isGivenUp || !json.Read() || json.TokenType != JsonTokenType.PropertyName)
            return false;

        // What an escaped name stands for is not looked into here: half a character in one would throw.
        _isGivenUp = json.ValueIsEscaped;
        return !_isGivenUp;
    }

    /// <summary>Reads the value of one of the object's properties.</summary>
    /// <param name="json">On the name; afterwards on the end of the value.</param>
    /// <param name="property">The place of the property among those that are read, at most 62.</param>
    /// <typeparam name="T">The property's type.</typeparam>
    /// <typeparam name="TReader">What reads it.</typeparam>
    /// <returns>The value; when it is not plainly of the type, anything.</returns>
    /// <exception cref="JsonException">The JSON is broken.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Inlined, the reader is known; shared by all reference types, it would be looked up.
    public T Read<T, TReader>(ref Utf8JsonReader json, int property)
        where TReader : IToolValueReader<T>
    {
        _read |= 1UL << property;
        json.Read();
        if (TReader.TryReadExact(ref json, out T? value))
            return value;
        _isGivenUp = true;
        return default!;
    }

    /// <summary>Reads the value of an argument, also when it takes a slower look to see that it is of the type.</summary>
    /// <inheritdoc cref="Read{T, TReader}" />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T ReadArgument<T, TReader>(ref Utf8JsonReader json, int property)
        where TReader : IToolValueReader<T>
    {
        _read |= 1UL << property;
        json.Read();
        var isScalar = json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray);
        return isScalar && TReader.TryReadExact(ref json, out T? value) ? value : ReadOtherwise<T, TReader>(ref json);
    }

    /// <summary>Passes over the value of a property that has none of the names.</summary>
    /// <param name="json">On the name; afterwards on the end of the value.</param>
    /// <exception cref="JsonException">The JSON is broken.</exception>
    public void Skip(ref Utf8JsonReader json)
    {
        _hasSkipped = true;
        json.Skip();
    }

    /// <summary>Passes over the value of a property that has none of the names, and looks whether it may be one that is left out.</summary>
    /// <param name="json">On the name; afterwards on the end of the value.</param>
    /// <param name="omittable">The names of the properties that need not be sent.</param>
    /// <exception cref="JsonException">The JSON is broken.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)] // Few calls come here, and the rest must not pay for its stack.
    public void Skip(ref Utf8JsonReader json, ReadOnlySpan<string> omittable)
    {
        _hasSkipped |= MayBeAnyOf(json.ValueSpan, omittable);
        json.Skip();
    }

    /// <summary>The property was there.</summary>
    /// <param name="property">Its place among those that are read.</param>
    public readonly bool HasRead(int property) => (_read & (1UL << property)) != 0;

    /// <summary>Everything was read that had to be, and nothing is left that may be a property under another name.</summary>
    /// <param name="required">The bits of the properties that must be sent.</param>
    /// <param name="all">The bits of all properties.</param>
    public readonly bool IsComplete(ulong required, ulong all)
        => !_isGivenUp && (_read & required) == required && (_read == all || !_hasSkipped);

    private static bool MayBeAnyOf(ReadOnlySpan<byte> key, ReadOnlySpan<string> names)
    {
        Span<char> buffer = stackalloc char[MaxComparedName];
        if (Utf8.ToUtf16(key, buffer, out _, out var length, replaceInvalidSequences: false) != OperationStatus.Done)
            return true;
        foreach (var name in names)
        {
            if (ArgumentNames.IsSameInAnotherStyle(buffer[..length], name))
                return true;
        }

        return false;
    }

    private T ReadOtherwise<T, TReader>(ref Utf8JsonReader json)
        where TReader : IToolValueReader<T>
    {
        // Kept here, for arrays and objects alone: it is a large structure, and most arguments are neither.
        Utf8JsonReader start = json;
        if (TReader.TryReadExact(ref json, out T? value))
            return value;

        json = start;
        ToolProblems ignored = default;
        _isGivenUp = !TReader.TryRead(new ToolValue(JsonElement.ParseValue(ref json)), ref ignored, out value);
        return value!;
    }
}
