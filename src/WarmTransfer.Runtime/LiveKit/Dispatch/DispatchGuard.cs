using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WarmTransfer;

/// <summary>Asks for an agent and checks that one comes. LiveKit itself answers every dispatch with success, and silently drops one that no worker takes.</summary>
/// <remarks>
/// The agent is recognized in the room by the attribute <see cref="AgentAttributes.DispatchId"/>, which an
/// <see cref="AgentWorker"/> sets; or, for agents of other frameworks, by the identity in the dispatch's job, which the server shows
/// up to five seconds late.
/// </remarks>
public sealed class DispatchGuard
{
    /// <summary>The default deadline for an agent to join, 15 s: a worker has 10 s for its answer.</summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(0.5);

    private readonly ILiveKitServer _server;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Initializes a guard; one serves any number of dispatches.</summary>
    /// <param name="server">The server API.</param>
    /// <param name="timeProvider">The clock. Default: the system's.</param>
    /// <param name="logger">Where logs go. Default: nowhere.</param>
    public DispatchGuard(ILiveKitServer server, TimeProvider? timeProvider = null, ILogger<DispatchGuard>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        _server = server;
        _time = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger<DispatchGuard>.Instance;
    }

    /// <summary>Asks for an agent in a room and waits until it is there.</summary>
    /// <param name="room">The room; it is created when it is missing.</param>
    /// <param name="agentName">The agent's name, as its workers registered.</param>
    /// <param name="metadata">What the agent is told. Default: nothing.</param>
    /// <param name="deadline">How long it has to join: more than zero. Default: <see cref="DefaultDeadline"/>. Agents of other frameworks may take 5 s to be recognized.</param>
    /// <param name="cancellationToken">Stops waiting. The dispatch is taken back then too.</param>
    /// <returns><see cref="DispatchResult.Joined"/> or <see cref="DispatchResult.NobodyCame"/>.</returns>
    /// <exception cref="LiveKitException">The dispatch could not be created. Later errors are waited out: they say nothing about the agent.</exception>
    public async Task<DispatchResult> DispatchAsync(string room, string agentName, string metadata = "", TimeSpan? deadline = null, CancellationToken cancellationToken = default)
    {
        var limit = deadline ?? DefaultDeadline;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero, nameof(deadline));
        var started = _time.GetTimestamp();
        var dispatch = await _server.CreateAgentDispatchAsync(new CreateAgentDispatchRequest { Room = room, AgentName = agentName, Metadata = metadata }, cancellationToken);
        try
        {
            if (await WaitForAgentAsync(dispatch, started, limit, cancellationToken) is { } agent)
                return new DispatchResult.Joined(agent) { DispatchId = dispatch.Id, Elapsed = _time.GetElapsedTime(started) };
        }
        catch (OperationCanceledException)
        {
            await TakeBackAsync(dispatch);
            throw;
        }

        await TakeBackAsync(dispatch);
        _logger.NobodyCame(agentName, room, limit);
        return new DispatchResult.NobodyCame { DispatchId = dispatch.Id, Elapsed = _time.GetElapsedTime(started) };
    }

    private async Task<ParticipantInfo?> WaitForAgentAsync(AgentDispatch dispatch, long started, TimeSpan limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await LookAsync(dispatch, cancellationToken) is { } agent)
                return agent;
            var left = limit - _time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                return null;
            await Task.Delay(left < LookInterval ? left : LookInterval, _time, cancellationToken);
        }
    }

    private async Task<ParticipantInfo?> LookAsync(AgentDispatch dispatch, CancellationToken cancellationToken)
    {
        try
        {
            var agents = (await _server.ListParticipantsAsync(dispatch.Room, cancellationToken)).Where(p => p.Kind == ParticipantKind.Agent).ToList();
            if (agents.Find(agent => agent.GetAttribute(AgentAttributes.DispatchId) == dispatch.Id) is { } marked)
                return marked;
            // Agents that came for other dispatches need no second look.
            if (agents.TrueForAll(agent => agent.GetAttribute(AgentAttributes.DispatchId) is not null))
                return null;

            var jobs = (await _server.ListAgentDispatchesAsync(dispatch.Room, cancellationToken)).FirstOrDefault(d => d.Id == dispatch.Id)?.Jobs ?? [];
            return agents.Find(agent => jobs.Any(job => job.ParticipantIdentity == agent.Identity));
        }
        catch (LiveKitException exception)
        {
            _logger.LookFailed(dispatch.Room, exception);
            return null;
        }
    }

    // So that no agent comes late into a call that has gone on without it.
    private async Task TakeBackAsync(AgentDispatch dispatch)
    {
        try
        {
            await _server.DeleteAgentDispatchAsync(dispatch.Room, dispatch.Id, CancellationToken.None);
        }
        catch (LiveKitException exception)
        {
            _logger.DispatchNotTakenBack(dispatch.Id, dispatch.Room, exception);
        }
    }
}
