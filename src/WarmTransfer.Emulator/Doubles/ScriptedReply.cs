namespace WarmTransfer.Emulator;

/// <summary>What a <see cref="ScriptedChatClient"/> answers: words, then function calls; or words, then a failure.</summary>
public sealed record ScriptedReply
{
    private readonly TimeSpan _delay;
    private readonly TimeSpan _wordDelay;

    /// <summary>Gets the words. Default: none.</summary>
    public string Text { get; init; } = "";

    /// <summary>Gets the functions called after the words. Left out of a request that offers no tools. Default: none.</summary>
    public IReadOnlyList<ScriptedCall> FunctionCalls { get; init; } = [];

    /// <summary>Gets how long it takes until the first word: zero or more. Default: zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than zero.</exception>
    public TimeSpan Delay
    {
        get => _delay;
        init => _delay = NotNegative(value);
    }

    /// <summary>Gets how long each word takes: zero or more. Default: zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than zero.</exception>
    public TimeSpan WordDelay
    {
        get => _wordDelay;
        init => _wordDelay = NotNegative(value);
    }

    /// <summary>Gets what is thrown after the words. Default: nothing.</summary>
    public Exception? Failure { get; init; }

    /// <summary>A reply of words.</summary>
    /// <param name="text">The words.</param>
    public static ScriptedReply Says(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new() { Text = text };
    }

    /// <summary>A reply that calls a function.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ScriptedReply Calls(string function, params ReadOnlySpan<(string Name, object? Value)> arguments) =>
        new() { FunctionCalls = [new ScriptedCall(function, arguments)] };

    /// <summary>A reply that fails.</summary>
    /// <param name="failure">What is thrown.</param>
    public static ScriptedReply Fails(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new() { Failure = failure };
    }

    /// <summary>Calls one more function, after those called before.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The longer reply.</returns>
    public ScriptedReply ThenCalls(string function, params ReadOnlySpan<(string Name, object? Value)> arguments) =>
        this with { FunctionCalls = [.. FunctionCalls, new ScriptedCall(function, arguments)] };

    private static TimeSpan NotNegative(TimeSpan value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
        return value;
    }
}

/// <summary>A function call of a <see cref="ScriptedReply"/>.</summary>
public sealed record ScriptedCall
{
    /// <summary>Initializes a new instance of the <see cref="ScriptedCall"/> class.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="arguments">Its arguments.</param>
    public ScriptedCall(string function, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(function);
        Function = function;
        Arguments = ToolArgumentsOf(arguments);
    }

    /// <summary>Gets the function's name.</summary>
    public string Function { get; }

    /// <summary>Gets its arguments, by name.</summary>
    public IReadOnlyDictionary<string, object?> Arguments { get; }

    internal static Dictionary<string, object?> ToolArgumentsOf(ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        var named = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments)
        {
            if (!named.TryAdd(name, value))
                throw new ArgumentException($"The argument '{name}' is given twice.", nameof(arguments));
        }

        return named;
    }
}
