using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WarmTransfer;

/// <summary>How a <see cref="CallSession"/> converses.</summary>
public sealed class CallSessionOptions
{
    /// <summary>Gets the model that answers. The session does not dispose it.</summary>
    public required IChatClient ChatClient { get; init; }

    /// <summary>Gets what the model is told first with every request, as a system message. It is not part of the history. Default: empty, no such message.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>Gets the functions the model may call. Names must be unique. Default: none.</summary>
    public IReadOnlyList<AITool> Tools { get; init; } = [];

    /// <summary>Gets the model, temperature and other settings of each request; copied before use. Its <see cref="ChatOptions.Tools"/> must be empty: tools go into <see cref="Tools"/>.</summary>
    public ChatOptions? ChatOptions { get; init; }

    /// <summary>Gets where tools find their services (<see cref="AIFunctionArguments.Services"/>). Default: none.</summary>
    public IServiceProvider? Services { get; init; }

    /// <summary>Gets the clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets where logs go. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Gets how many times in one reply the model may call tools before it must answer without. 0 or more. Default: 10.</summary>
    public int MaxToolRounds { get; init; } = 10;

    /// <summary>Gets whether a text from the party is answered by itself. When not, it only enters the history and interrupts. Default: yes.</summary>
    public bool ReplyToText { get; init; } = true;

    /// <summary>Gets the conversation so far, to go on from; copied. Default: none.</summary>
    public IReadOnlyList<ChatMessage>? History { get; init; }

    /// <summary>Gets whether disposing the session also leaves the room. Default: no.</summary>
    public bool OwnsRoom { get; init; }
}
