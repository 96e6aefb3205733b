using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>Short ways to a warm transfer.</summary>
public static class WarmTransferExtensions
{
    /// <summary>Transfers the caller to the agent's human.</summary>
    /// <param name="caller">The caller's side.</param>
    /// <param name="agent">Who is called and which tools the AI has meanwhile.</param>
    /// <param name="options">How the transfer goes. Default: the agent's attribute, the configuration, the environment.</param>
    /// <param name="cancellationToken">Cancels the transfer.</param>
    /// <inheritdoc cref="WarmTransferTask.RunAsync" path="/returns|/exception"/>
    public static async Task<WarmTransferResult> WarmTransferAsync(this ICallerLeg caller, ITransferAgent agent, WarmTransferOptions? options = null, CancellationToken cancellationToken = default)
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
