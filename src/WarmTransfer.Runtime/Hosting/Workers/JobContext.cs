using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>One job of an <see cref="AgentWorker"/>: the room the agent is in, and what it needs to serve it.</summary>
/// <remarks>
/// The job lasts as long as its entrypoint runs. What was started here then ends, last first: sessions, callbacks
/// given to <see cref="OnShutdown"/>, and the connection to the room. All members may be used from several threads.
/// </remarks>
[DebuggerDisplay("{Info.Id} in {Info.RoomName}")]
public sealed class JobContext
{
    private static readonly ParticipantKind[] Humans = [ParticipantKind.Standard, ParticipantKind.Sip, ParticipantKind.Connector];

    private readonly Lock _lock = new();
    private readonly UndoStack _undo;
    private readonly Action<JobEndReason> _end;
    private readonly CancellationToken _ending;
    private JobEndReason? _ended;

    internal JobContext(JobInfo info, IRoom room, LiveKitBackend liveKit, JobServices services, UndoStack undo, Action<JobEndReason> end, CancellationToken ending)
    {
        Info = info;
        Room = room;
        LiveKit = liveKit;
        Services = services.Services;
        TimeProvider = services.TimeProvider;
        Logger = services.Logger;
        _undo = undo;
        _end = end;
        _ending = ending;
    }

    /// <summary>Gets the job as it was assigned.</summary>
    public JobInfo Info { get; }

    /// <summary>Gets what the dispatch said; empty when it said nothing. It comes from outside: check it like any input.</summary>
    public string Metadata => Info.Metadata;

    /// <summary>Gets the agent's connection to the room. The worker leaves it when the job ends.</summary>
    public IRoom Room { get; }

    /// <summary>Gets the LiveKit the room is on: the server API, and the way into other rooms.</summary>
    public LiveKitBackend LiveKit { get; }

    /// <summary>Gets the services of the job's own scope, disposed after the job.</summary>
    public IServiceProvider Services { get; }

    /// <summary>Gets the clock.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Gets the log of the worker's jobs.</summary>
    public ILogger Logger { get; }

    /// <summary>Waits for the participant the agent serves: that of <see cref="JobInfo.Participant"/>, otherwise the first human in the room (a client, a phone, a connector).</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OperationCanceledException">The job is ending.</exception>
    public Task<ParticipantInfo> WaitForParticipantAsync(CancellationToken cancellationToken = default)
    {
        return WaitForAsync(
            () => Room.RemoteParticipants.FirstOrDefault(IsWanted),
            happened => happened is RoomEvent.ParticipantJoined { Participant: var joined } && IsWanted(joined) ? joined : null,
            cancellationToken);

        bool IsWanted(ParticipantInfo participant) =>
            Info.Participant is { } wanted ? participant.Identity == wanted.Identity : Humans.Contains(participant.Kind);
    }

    /// <summary>Waits until a participant has left the room. A participant who is not there has left.</summary>
    /// <param name="identity">The participant's identity.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OperationCanceledException">The job is ending.</exception>
    public Task WaitForDepartureAsync(string identity, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(identity);
        return WaitForAsync(
            () => Room.Contains(identity) ? null : identity,
            happened => PartyWatch.Departure(Room, identity, happened) is null ? null : identity,
            cancellationToken);
    }

    /// <summary>Starts a conversation in the room. It ends with the job, at the latest.</summary>
    /// <param name="options">How to converse. Its clock, services and logs are its own: pass on <see cref="TimeProvider"/> and <see cref="Services"/>.</param>
    /// <param name="participantIdentity">The other party. Default: the one <see cref="WaitForParticipantAsync"/> finds.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="InvalidOperationException">The job has ended.</exception>
    /// <exception cref="OperationCanceledException">The job is ending.</exception>
    public async Task<CallSession> StartSessionAsync(CallSessionOptions options, string? participantIdentity = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        participantIdentity ??= (await WaitForParticipantAsync(cancellationToken)).Identity;
        var session = new CallSession(LiveKit, Room, participantIdentity, options);
        Push("end the session", _ => session.DisposeAsync().AsTask());
        await session.StartAsync(cancellationToken);
        return session;
    }

    /// <summary>Registers a callback that runs when the job ends, for any reason, before the agent leaves the room; the last one registered runs first.</summary>
    /// <param name="callback">Gets the reason, and a token that is cancelled after 5 s, when the job ends without it. What it throws is logged.</param>
    /// <exception cref="InvalidOperationException">The job has ended.</exception>
    public void OnShutdown(Func<JobEndReason, CancellationToken, Task> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Push("run a shutdown callback", async cancellationToken =>
        {
            using IDisposable? atWork = TimeProvider.EnterApplication("the handler", nameof(OnShutdown), cancellationToken);
            await callback(_ended ?? JobEndReason.Completed, cancellationToken);
        });
    }

    /// <summary>Ends the job: the entrypoint's token is cancelled. It counts as served.</summary>
    public void Shutdown() => _end(JobEndReason.Requested);

    internal Task EndAsync(JobEndReason reason)
    {
        lock (_lock)
            _ended = reason;
        return _undo.UnwindAsync();
    }

    private void Push(string name, Func<CancellationToken, Task> undo)
    {
        lock (_lock)
        {
            if (_ended is not null)
                throw new InvalidOperationException($"Job {Info.Id} has ended; start nothing more in it.");
            _undo.Push(name, undo);
        }
    }

    private async Task<T> WaitForAsync<T>(Func<T?> now, Func<RoomEvent, T?> later, CancellationToken cancellationToken)
        where T : class
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ending);
        var found = new Signal<T>();
        using var observation = Room.Observe(happened =>
        {
            if (later(happened) is { } awaited)
                found.TrySet(awaited);
        });
        using var cancellation = either.Token.Register(() => found.TryCancel(either.Token));
        if (now() is { } already)
            found.TrySet(already);
        return await found.Task;
    }
}

/// <summary>What a job is given of the worker.</summary>
internal sealed record JobServices(IServiceProvider Services, TimeProvider TimeProvider, ILogger Logger);
