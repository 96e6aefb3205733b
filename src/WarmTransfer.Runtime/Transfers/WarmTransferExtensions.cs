using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>Short ways to a warm transfer.</summary>
public static class WarmTransferExtensions
{
    /// <summary>Transfers the caller to the agent's human.</summary>
    /// <param name="caller">The caller's side.</param>
    /// <param name="agent">Who is called and which tools the AI has meanwhile.</param>
    /// <param name="cancellationToken">Cancels the transfer.</param>
    /// <inheritdoc cref="WarmTransferTask.RunAsync" path="/returns|/exception"/>
    public static Task<WarmTransferResult> WarmTransferAsync(this ICallerLeg caller, ITransferAgent agent, CancellationToken cancellationToken = default) =>
        caller.WarmTransferAsync(agent, options: null, cancellationToken);

    /// <param name="caller">The caller's side.</param>
    /// <param name="agent">Who is called and which tools the AI has meanwhile.</param>
    /// <param name="options">How the transfer goes.</param>
    /// <param name="cancellationToken">Cancels the transfer.</param>
    /// <inheritdoc cref="WarmTransferAsync(ICallerLeg, ITransferAgent, CancellationToken)"/>
    public static async Task<WarmTransferResult> WarmTransferAsync(this ICallerLeg caller, ITransferAgent agent, WarmTransferOptions? options, CancellationToken cancellationToken = default)
    {
        await using var task = new WarmTransferTask(agent, options);
        return await task.RunAsync(caller, cancellationToken);
    }

    /// <summary>Makes a function with which the caller's AI starts the transfer itself and learns what came of it.</summary>
    /// <param name="agent">Who is called and which tools the AI has meanwhile.</param>
    /// <param name="caller">The caller's side.</param>
    /// <param name="options">How the transfer goes.</param>
    /// <param name="tool">The function's name and description, and who else is told the result.</param>
    /// <returns>The function. Each call is a transfer of its own; while one runs, another call is refused.</returns>
    public static AIFunction AsCallerTool(this ITransferAgent agent, ICallerLeg caller, WarmTransferOptions? options = null, CallerToolOptions? tool = null)
    {
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentNullException.ThrowIfNull(caller);
        return new CallerTransferTool(agent, caller, options, tool ?? new CallerToolOptions());
    }
}

/// <summary>The function with which the caller's AI starts a transfer.</summary>
public sealed record CallerToolOptions
{
    /// <summary>Gets the function's name. Default: <c>transfer_to_human</c>.</summary>
    public string Name { get; init; } = "transfer_to_human";

    /// <summary>Gets what the model is told the function does.</summary>
    public string Description { get; init; } =
        "Puts the caller on hold, calls a human agent and, when they agree, connects the two. Tell the caller first that you are going to do so. " +
        "Returns when they are connected, or with the reason why it did not work out; then the caller is with you again.";

    /// <summary>Gets what is called with the result of each transfer.</summary>
    public Action<WarmTransferResult>? Completed { get; init; }
}
