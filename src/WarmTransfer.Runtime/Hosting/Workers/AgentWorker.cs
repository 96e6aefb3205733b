using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WarmTransfer;

/// <summary>A worker LiveKit sends jobs to: it registers, takes as many jobs as it can carry, and runs them side by side.</summary>
/// <remarks>
/// <para>
/// Any number of workers may run under one name, on any number of machines: LiveKit spreads the jobs by the load they
/// report. Registered with <see cref="WorkerServiceCollectionExtensions"/>, a worker starts and stops with the host.
/// </para>
/// <para>
/// When the connection drops, the jobs go on, and the worker connects again: after half a second at first, then after
/// longer and longer waits, up to 30 s. When it stops, it takes no more jobs, gives those that run
/// <see cref="LiveKitWorkerOptions.DrainTimeout"/> to end, and cancels the rest. A job that fails is reported and logged; the
/// other jobs and the worker go on.
/// </para>
/// </remarks>
[DebuggerDisplay("{AgentName}: {State}, {ActiveJobs} jobs")]
public sealed class AgentWorker : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly LiveKitWorkerOptions _options;
    private readonly TimeProvider _time;
    private readonly WorkerMailbox _mailbox = new();
    private readonly JobRoster _roster;
    private readonly WorkerRegistration _registration;
    private readonly RunOnce _stop;
    private readonly CancellationTokenSource _stopped = new();
    private Task? _running;
    private TimeSpan _drainLimit;
    private CancellationToken _hurry;

    /// <summary>Initializes a worker that the application starts itself; with a host, use <see cref="WorkerServiceCollectionExtensions"/>.</summary>
    /// <param name="liveKit">The LiveKit to serve.</param>
    /// <param name="connector">Connects to it as a worker.</param>
    /// <param name="options">How to serve; copied.</param>
    /// <param name="services">The services of jobs. Default: none.</param>
    /// <param name="timeProvider">The clock. Default: the system's.</param>
    /// <param name="logger">Where logs go. Default: nowhere.</param>
    /// <exception cref="ArgumentException">An option has a value that cannot be used; the message lists every one.</exception>
    public AgentWorker(
        LiveKitBackend liveKit,
        IWorkerConnector connector,
        LiveKitWorkerOptions options,
        IServiceProvider? services = null,
        TimeProvider? timeProvider = null,
        ILogger<AgentWorker>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(liveKit);
        ArgumentNullException.ThrowIfNull(connector);
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Copy();
        if (_options.FindProblems() is { Count: > 0 } problems)
            throw new ArgumentException(LiveKitWorkerOptionsValidator.Describe(_options, problems), nameof(options));

        _time = timeProvider ?? TimeProvider.System;
        logger ??= NullLogger<AgentWorker>.Instance;
        var jobServices = new JobServices(services ?? new ServiceCollection().BuildServiceProvider(), _time, logger);
        _roster = new JobRoster(liveKit, _options, jobServices, _mailbox);
        _registration = new WorkerRegistration(liveKit.Server, connector, _options, _roster, _mailbox, _time, logger);
        _stop = new RunOnce(DrainAndStopAsync);
    }

    /// <summary>Gets the name dispatches ask for.</summary>
    public string AgentName => _options.AgentName;

    /// <summary>Gets the id the server gave the worker, <c>AW_…</c>; another one after each reconnection, <see langword="null"/> without a connection.</summary>
    public string? WorkerId => _registration.WorkerId;

    /// <summary>Gets what the worker is doing.</summary>
    public WorkerState State => this switch
    {
        { _stopped.IsCancellationRequested: true } => WorkerState.Stopped,
        { _roster.IsDraining: true } => WorkerState.Draining,
        { _registration.WorkerId: null } => WorkerState.Connecting,
        { _roster.IsFull: true } => WorkerState.Full,
        _ => WorkerState.Available,
    };

    /// <summary>Gets how many jobs are running.</summary>
    public int ActiveJobs => _roster.Count;

    /// <summary>Starts connecting, and returns at once: the worker waits for a server that is not there yet. <see cref="State"/> shows when it is registered.</summary>
    /// <param name="cancellationToken">Not used: starting takes no time.</param>
    /// <exception cref="InvalidOperationException">The worker was started before.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // In one go, so that a stop that comes at the same time either refuses the start or waits for what it began.
        lock (_lock)
        {
            if (_running is not null || _stop.IsAsked)
                throw new InvalidOperationException($"Worker '{AgentName}' was started before; make a new one.");
            _running = _registration.RunAsync(_stopped.Token);
        }

        return Task.CompletedTask;
    }

    /// <summary>Takes no more jobs, gives those that run the drain timeout to end, cancels the rest, and closes the connection.</summary>
    /// <param name="cancellationToken">Ends the waiting: jobs that still run are cancelled at once.</param>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _drainLimit = _options.DrainTimeout;
        _hurry = cancellationToken;
        return _stop.RunAsync();
    }

    /// <summary>Stops at once: running jobs are cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.RunAsync();
        _stopped.Dispose();
    }

    private async Task DrainAndStopAsync()
    {
        await _roster.DrainAsync(_drainLimit, _hurry);
        await FlushAsync();
        _stopped.Cancel();
        Task? running;
        lock (_lock)
            running = _running;
        if (running is not null)
            await running;
    }

    // The ends of the last jobs, while the connection is still there.
    private async Task FlushAsync()
    {
        try
        {
            await _mailbox.FlushAsync().WaitAsync(FlushTimeout, _time);
        }
        catch (TimeoutException)
        {
            // The server does not read; that is no reason to go on.
        }
    }
}
