using System.Buffers;
using System.ComponentModel;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace WarmTransfer.SourceGeneration;

/// <summary>Reads a call's arguments by name and remembers everything that was wrong with them. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct ToolArgumentReader
{
    private readonly AIFunctionArguments? _arguments;
    private readonly ReadOnlySpan<byte> _json;
    private readonly bool _isUnreadable;
    private int _exactNames;
    private ToolProblems _problems;

    /// <summary>Reads from a dictionary.</summary>
    /// <param name="arguments">What the model sent.</param>
    public ToolArgumentReader(AIFunctionArguments arguments) => _arguments = arguments;

    /// <summary>Reads from JSON.</summary>
    /// <param name="json">What the model sent. Nothing, and <c>null</c>, are an object without properties.</param>
    public ToolArgumentReader(ReadOnlySpan<byte> json)
    {
        _isUnreadable = !RawArguments.TryNormalize(json, out _json);
        if (!_isUnreadable)
            return;
        _problems.Add("one JSON object with the tool's parameters", "something else");
        _problems.Locate(0, "arguments");
    }

    /// <summary>Gets whether an argument was missing or wrong. The call must then not be made.</summary>
    public readonly bool HasProblems => _problems.Count > 0;

    /// <summary>Reads an argument that must be there.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <typeparam name="TReader">What reads it.</typeparam>
    /// <returns>The value; after a problem, anything.</returns>
    public T Required<T, TReader>(string name)
        where TReader : IToolValueReader<T>
    {
        T value = LookFor<T, TReader>(name, default!, out var isFound);
        if (isFound || _isUnreadable)
            return value;

        var before = _problems.Count;
        _problems.Add(TReader.Expected, "nothing");
        _problems.Locate(before, name);
        return value;
    }

    /// <summary>Reads an argument that may be left out.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="fallback">Its value then.</param>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <typeparam name="TReader">What reads it.</typeparam>
    /// <returns>The value; after a problem, anything.</returns>
    public T Optional<T, TReader>(string name, T fallback)
        where TReader : IToolValueReader<T>
        => LookFor<T, TReader>(name, fallback, out _);

    /// <summary>Counts every argument that is none of the tool's as a problem.</summary>
    /// <param name="names">The tool's parameters.</param>
    public void RejectOthers(ReadOnlySpan<string> names)
    {
        if (_arguments is not null)
        {
            foreach (var key in _arguments.Keys)
                _problems.RejectUnknown(key, names);
        }
        else if (!_isUnreadable)
        {
            foreach (JsonProperty property in JsonElement.Parse(_json).EnumerateObject())
                _problems.RejectUnknown(ToolValue.NameOf(property), names);
        }
    }

    /// <summary>What to answer the model instead of making the call: every problem, at once.</summary>
    /// <param name="tool">The tool that was called.</param>
    public readonly ValueTask<object?> Refuse(TransferTool tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        ToolCall.Of(_arguments)?.Fail();
        return new(ToolFailure.InvalidArguments(tool.Name, _problems.All));
    }

    /// <summary>Writes what to answer the model instead of making the call: every problem, at once.</summary>
    /// <param name="tool">The tool that was called.</param>
    /// <param name="result">Where to.</param>
    /// <returns>False: the tool was not called.</returns>
    public readonly ValueTask<bool> Refuse(TransferTool tool, IBufferWriter<byte> result)
    {
        ArgumentNullException.ThrowIfNull(tool);
        ArgumentNullException.ThrowIfNull(result);
        JsonResult.Copy(ToolFailure.InvalidArguments(tool.Name, _problems.All), result);
        return new(false);
    }

    /// <summary>The arguments as a dictionary, for a tool that asks for one.</summary>
    internal readonly AIFunctionArguments ToDictionary(IServiceProvider? services)
    {
        AIFunctionArguments arguments = new() { Services = services };
        foreach (JsonProperty property in JsonElement.Parse(_json).EnumerateObject())
            arguments[property.Name] = property.Value;
        return arguments;
    }

    private T LookFor<T, TReader>(string name, T fallback, out bool isFound)
        where TReader : IToolValueReader<T>
    {
        if (_arguments is not null)
        {
            isFound = TryFind(_arguments, name, out var value);
            return isFound ? Read<T, TReader>(name, new(value)) : fallback;
        }

        isFound = RawArguments.TryFind(_json, name, out ReadOnlySpan<byte> json);
        if (!isFound)
            return fallback;
        return ToolArguments.TryReadExact<T, TReader>(json, out T? exact) ? exact : Read<T, TReader>(name, new(JsonElement.Parse(json)));
    }

    private bool TryFind(AIFunctionArguments arguments, string name, out object? value)
    {
        if (arguments.TryGetValue(name, out value))
        {
            _exactNames++;
            return true;
        }

        // When every argument so far belongs to a parameter, none is left that may be this one under another name.
        return _exactNames < arguments.Count && ArgumentNames.TryFindInAnotherStyle(arguments, name, out value);
    }

    private T Read<T, TReader>(string name, in ToolValue value)
        where TReader : IToolValueReader<T>
    {
        var before = _problems.Count;
        if (TReader.TryRead(value, ref _problems, out T? result))
            return result;

        _problems.Locate(before, name);
        return default!;
    }
}
