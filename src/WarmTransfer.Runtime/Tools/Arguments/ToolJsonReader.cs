using System.ComponentModel;
using System.Text.Json;

namespace WarmTransfer;

/// <summary>Reads a call's arguments from JSON in one pass, as long as each has its exact name. For generated code.</summary>
/// <remarks>Finds nothing wrong by itself: what it cannot take, <see cref="ToolArgumentReader"/> reads again, slower, and says why.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct ToolJsonReader
{
    private Utf8JsonReader _json;

    // One bit for each parameter that was read, in the order of the parameters.
    private ulong _read;
    private bool _hasSkipped;
    private bool _isGivenUp;

    /// <summary>Reads from JSON.</summary>
    /// <param name="json">What the model sent.</param>
    public ToolJsonReader(ReadOnlySpan<byte> json)
    {
        _json = new(json);
        if (!Advance() || _json.TokenType != JsonTokenType.StartObject)
            _isGivenUp = true;
    }

    /// <summary>Moves to the next property's name.</summary>
    /// <returns>False at the end, and where going on makes no sense.</returns>
    public bool MoveToName()
    {
        if (_isGivenUp || !Advance())
            return false;

        // Behind the object there must be nothing more.
        if (_json.TokenType == JsonTokenType.EndObject)
            return Advance() && GiveUp();

        // What an escaped name stands for is not looked into here: half a character in one would throw.
        return !_json.ValueIsEscaped || GiveUp();
    }

    /// <summary>The property has exactly this name.</summary>
    /// <param name="name">The name.</param>
    public readonly bool IsNamed(ReadOnlySpan<byte> name) => _json.ValueSpan.SequenceEqual(name);

    /// <summary>Reads the property's value.</summary>
    /// <param name="parameter">The place of the parameter among those read, at most 63.</param>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <typeparam name="TReader">What reads it.</typeparam>
    /// <returns>The value; when there is a problem, anything.</returns>
    public T Read<T, TReader>(int parameter)
        where TReader : IToolValueReader<T>
    {
        _read |= 1UL << parameter;
        try
        {
            if (_json.Read() && TReader.TryReadExact(ref _json, out T? value))
                return value;
        }
        catch (JsonException)
        {
            GiveUp();
            return default!;
        }

        return ReadTolerantly<T, TReader>();
    }

    /// <summary>Passes over the value of a property no parameter has the name of.</summary>
    public void Skip()
    {
        _hasSkipped = true;
        try
        {
            _json.Skip();
        }
        catch (JsonException)
        {
            GiveUp();
        }
    }

    /// <summary>Everything was read that had to be, and nothing is left that may be an argument under another name.</summary>
    /// <param name="required">The bits of the parameters that must be sent.</param>
    /// <param name="all">The bits of all parameters.</param>
    public readonly bool IsComplete(ulong required, ulong all)
        => !_isGivenUp && (_read & required) == required && (_read == all || !_hasSkipped);

    private T ReadTolerantly<T, TReader>()
        where TReader : IToolValueReader<T>
    {
        try
        {
            ToolProblems ignored = default;
            if (TReader.TryRead(new ToolValue(JsonElement.ParseValue(ref _json)), ref ignored, out T? value))
                return value;
        }
        catch (JsonException)
        {
            // Broken JSON is given up like a wrong value.
        }

        GiveUp();
        return default!;
    }

    private bool Advance()
    {
        try
        {
            return _json.Read();
        }
        catch (JsonException)
        {
            return GiveUp();
        }
    }

    private bool GiveUp()
    {
        _isGivenUp = true;
        return false;
    }
}
