using System.ComponentModel;
using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>Reads a call's arguments by name and remembers everything that was wrong with them. For generated code.</summary>
/// <param name="arguments">What the model sent.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct ToolArgumentReader(AIFunctionArguments arguments)
{
    private ToolProblems _problems;

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
        if (ArgumentNames.TryFind(arguments, name, out object? value))
            return Read<T, TReader>(name, value);

        int before = _problems.Count;
        _problems.Add(TReader.Expected, "nothing");
        _problems.Locate(before, name);
        return default!;
    }

    /// <summary>Reads an argument that may be left out.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="fallback">Its value then.</param>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <typeparam name="TReader">What reads it.</typeparam>
    /// <returns>The value; after a problem, anything.</returns>
    public T Optional<T, TReader>(string name, T fallback)
        where TReader : IToolValueReader<T>
        => ArgumentNames.TryFind(arguments, name, out object? value) ? Read<T, TReader>(name, value) : fallback;

    /// <summary>What to answer the model instead of making the call: every problem, at once.</summary>
    /// <param name="tool">The tool that was called.</param>
    public readonly ValueTask<object?> Refuse(TransferTool tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        return new(ToolFailure.InvalidArguments(tool.Name, _problems.All));
    }

    private T Read<T, TReader>(string name, object? value)
        where TReader : IToolValueReader<T>
    {
        int before = _problems.Count;
        if (TReader.TryRead(new ToolValue(value), ref _problems, out T? result))
            return result;

        _problems.Locate(before, name);
        return default!;
    }
}
