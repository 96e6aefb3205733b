namespace WarmTransfer.Generators;

/// <summary>How a method hands over its result.</summary>
internal enum ReturnShape
{
    /// <summary>At once.</summary>
    Value,

    /// <summary>In a <c>Task</c> or <c>ValueTask</c>, with or without a value.</summary>
    Awaitable,
}

/// <summary>What becomes of a result.</summary>
internal enum ReturnContent
{
    /// <summary>There is none: the model gets an acknowledgement.</summary>
    None,

    /// <summary>Text and content the model understands is handed on as it is.</summary>
    AsIs,

    /// <summary>Written as JSON.</summary>
    Json,
}

/// <summary>What a tool method returns.</summary>
internal sealed record ReturnModel
{
    public required ReturnShape Shape { get; init; }

    public required ReturnContent Content { get; init; }

    /// <summary>The items come one by one, and are awaited together.</summary>
    public bool IsStream { get; init; }

    /// <summary>The value written as JSON or, for text, handed on; null when there is none, or it is content.</summary>
    public required ValueModel? Value { get; init; }

    /// <summary>What comes back, for the model.</summary>
    public required string? Description { get; init; }
}
