using System.Diagnostics;

namespace WarmTransfer;

/// <summary>One warm transfer, for one use.</summary>
/// <remarks>
/// The caller goes on hold, the human is dialled in a room of their own and briefed by the AI, and the two are joined
/// when the human agrees; otherwise the caller comes back, and the result says why. Whatever happens, what was opened
/// is closed again before the result is returned. Disposing the task cancels a transfer in progress and waits for that.
/// </remarks>
public sealed class WarmTransferTask : IAsyncDisposable
{
    private readonly ITransferAgent _agent;
    private readonly WarmTransferOptions _options;
    private readonly CancellationTokenSource _disposal = new();
    private readonly Lock _lock = new();
    private readonly Signal _ended = new();
    private bool _started;
    private bool _disposed;

    /// <summary>Initializes a new instance of the <see cref="WarmTransferTask"/> class.</summary>
    /// <param name="agent">Who is called and which tools the AI has while it speaks with them.</param>
    /// <param name="options">How the transfer goes. Default: the agent's attribute, the configuration, the environment.</param>
    public WarmTransferTask(ITransferAgent agent, WarmTransferOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(agent);
        _agent = agent;
        _options = options ?? new WarmTransferOptions();
    }

    /// <summary>Runs the transfer.</summary>
    /// <param name="caller">The caller's side.</param>
    /// <param name="cancellationToken">Cancels the transfer, which then ends as <see cref="WarmTransferResult.Cancelled"/>. A merge that is under way and succeeds wins.</param>
    /// <returns>What came of it. Expected outcomes are results, never exceptions.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are wrong; nothing was dialled.</exception>
    /// <exception cref="LiveKitException">The server refuses the API key; nothing was dialled.</exception>
    /// <exception cref="InvalidOperationException">The task has been run before, or the caller is on hold already.</exception>
    /// <remarks>What the agent's <see cref="ITransferAgent.CreateTools"/> or the caller's side throws is thrown on, once everything is closed again.</remarks>
    /// <exception cref="ObjectDisposedException">The task has been disposed.</exception>
    public Task<WarmTransferResult> RunAsync(ICallerLeg caller, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_started)
                throw new InvalidOperationException("This WarmTransferTask has been run: a task is one transfer. Create another for the next one.");
            _started = true;
        }

        return RunCoreAsync(caller, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        bool started;
        lock (_lock)
        {
            _disposed = true;
            started = _started;
        }

        _disposal.Cancel();
        if (started)
            await _ended.Task;
    }

    private async Task<WarmTransferResult> RunCoreAsync(ICallerLeg caller, CancellationToken cancellationToken)
    {
        using IDisposable? library = await caller.TimeProvider.EnterLibraryAsync();
        try
        {
            var settings = TransferSettingsResolver.Resolve(_options, _agent.Definition, caller);
            using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposal.Token);
            return await RunTracedAsync(new TransferRun(caller, _agent, settings), cancellation.Token);
        }
        finally
        {
            _ended.TrySet();
        }
    }

    private async Task<WarmTransferResult> RunTracedAsync(TransferRun run, CancellationToken cancellationToken)
    {
        using var activity = TransferTelemetry.StartTransfer(_agent.Definition.Name);
        try
        {
            var result = await run.RunAsync(cancellationToken);
            TransferTelemetry.Record(activity, result);
            return result;
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            throw;
        }
    }
}
