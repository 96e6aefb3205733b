using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WarmTransfer;

/// <summary>How a <see cref="CallSession"/> converses. The session copies what it needs: a change made later does nothing.</summary>
public sealed class CallSessionOptions
{
    /// <summary>Gets or sets the model that answers. The session does not dispose it.</summary>
    public required IChatClient ChatClient { get; set; }

    /// <summary>Gets or sets what the model is told first with every request, as a system message. It is not part of the history. Default: empty, no such message.</summary>
    public string Instructions { get; set; } = "";

    /// <summary>Gets or sets the functions the model may call. Names must be unique. Default: none.</summary>
    public IReadOnlyList<AITool> Tools { get; set; } = [];

    /// <summary>
    /// Gets or sets who is asked before a function that requires an approval (<see cref="ApprovalRequiredAIFunction"/>) is
    /// called. When the answer is no, or the one who is asked throws, it is not called and the model is told so. Default:
    /// nobody is there to ask, and such a function is never called.
    /// </summary>
    public Func<FunctionCallContent, CancellationToken, ValueTask<bool>>? ApproveToolCall { get; set; }

    /// <summary>Gets or sets the model, temperature and other settings of each request. Its <see cref="ChatOptions.Tools"/> must be empty: tools go into <see cref="Tools"/>.</summary>
    public ChatOptions? ChatOptions { get; set; }

    /// <summary>Gets or sets where tools find their services (<see cref="AIFunctionArguments.Services"/>). Default: none.</summary>
    public IServiceProvider? Services { get; set; }

    /// <summary>Gets or sets the clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets where logs go. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>Gets or sets how many times in one reply the model may call tools before it must answer without. 0 or more. Default: 10.</summary>
    public int MaxToolRounds { get; set; } = 10;

    /// <summary>Gets or sets whether a text from the party is answered by itself. When not, it only enters the history and interrupts. Default: yes.</summary>
    public bool ReplyToText { get; set; } = true;

    /// <summary>Gets or sets the conversation so far, to go on from. Default: none.</summary>
    public IReadOnlyList<ChatMessage>? History { get; set; }

    /// <summary>Gets or sets whether disposing the session also leaves the room. Default: yes where the session joined the room itself (<see cref="CallSession.JoinAsync"/>), no where it was given one.</summary>
    public bool? OwnsRoom { get; set; }

    /// <summary>Checks all of it, and copies what later changes must not reach.</summary>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    internal static CallSessionOptions Checked(CallSessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.ChatClient, nameof(options));
        ArgumentNullException.ThrowIfNull(options.Instructions, nameof(options));
        ArgumentNullException.ThrowIfNull(options.Tools, nameof(options));
        ArgumentNullException.ThrowIfNull(options.TimeProvider, nameof(options));
        ArgumentNullException.ThrowIfNull(options.LoggerFactory, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxToolRounds, nameof(options));
        if (options.ChatOptions?.Tools is { Count: > 0 })
            throw new ArgumentException($"{nameof(ChatOptions)} has tools; put them into {nameof(CallSessionOptions)}.{nameof(Tools)}.", nameof(options));

        var copy = (CallSessionOptions)options.MemberwiseClone();
        copy.ChatOptions = options.ChatOptions?.Clone();
        return copy;
    }
}
