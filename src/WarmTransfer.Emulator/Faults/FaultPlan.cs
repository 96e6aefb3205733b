using System.Globalization;

namespace WarmTransfer.Emulator;

/// <summary>What goes wrong with requests to the server API, per method or with all of them.</summary>
/// <remarks>
/// Only requests whose token is valid count. Of several faults that concern a request, the first added whose turn it
/// is takes effect, and those added later do not count it. Other processes plan faults over HTTP: <c>POST /emulator/faults</c>.
/// </remarks>
public sealed class FaultPlan
{
    /// <summary>In the place of a method: all of them.</summary>
    public const string EveryMethod = "*";

    private readonly Lock _lock = new();
    private readonly TimeProvider _timeProvider;
    private readonly List<PlannedFault> _planned = [];
    private int _added;

    internal FaultPlan(TimeProvider timeProvider, IEnumerable<string> methods)
    {
        _timeProvider = timeProvider;
        Methods = [.. methods];
    }

    /// <summary>Gets the faults that may still affect requests, in the order in which they were added.</summary>
    public IReadOnlyList<PlannedFault> Planned
    {
        get
        {
            lock (_lock)
                return [.. _planned];
        }
    }

    internal IReadOnlyList<string> Methods { get; }

    /// <summary>Has a fault affect the next requests to a method, after those planned for it before.</summary>
    /// <param name="method">The method, such as <c>RoomService/MoveParticipant</c> or <c>SIP/CreateSIPParticipant</c>, or <see cref="EveryMethod"/>.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="times">How many requests it affects: one or more.</param>
    /// <returns>The fault as planned.</returns>
    /// <exception cref="ArgumentException">There is no such method, or the fault's code, status or delay cannot be right.</exception>
    public PlannedFault Add(string method, ServerFault fault, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        return Add(method, fault, new FaultSchedule { Times = times });
    }

    /// <summary>Has a fault affect requests to a method.</summary>
    /// <param name="method">The method, such as <c>RoomService/MoveParticipant</c> or <c>SIP/CreateSIPParticipant</c>, or <see cref="EveryMethod"/>.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="schedule">Which requests it affects.</param>
    /// <returns>The fault as planned.</returns>
    /// <exception cref="ArgumentException">There is no such method, or the fault or its schedule cannot be right.</exception>
    public PlannedFault Add(string method, ServerFault fault, FaultSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentNullException.ThrowIfNull(schedule);
        if (method != EveryMethod && !Methods.Contains(method))
            throw new ArgumentException($"The server has no method \"{method}\"; expected {EveryMethod} for all, or one of {string.Join(", ", Methods)}.", nameof(method));
        if (schedule.Every < 1 || schedule.Times < 1)
            throw new ArgumentException($"{nameof(FaultSchedule.Every)} and {nameof(FaultSchedule.Times)} are 1 or more, not {schedule.Every} and {schedule.Times}.", nameof(schedule));
        Check(fault);

        lock (_lock)
        {
            var planned = new PlannedFault(string.Create(CultureInfo.InvariantCulture, $"F_{++_added}"), method, fault, schedule);
            _planned.Add(planned);
            return planned;
        }
    }

    /// <summary>Forgets a fault.</summary>
    /// <param name="id">Its <see cref="PlannedFault.Id"/>.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string id)
    {
        lock (_lock)
            return _planned.RemoveAll(planned => planned.Id == id) > 0;
    }

    /// <summary>Forgets every fault that has not affected a request yet.</summary>
    public void Clear()
    {
        lock (_lock)
            _planned.Clear();
    }

    /// <summary>Carries a request out with the fault planned for it, if any.</summary>
    /// <exception cref="ConnectionDroppedException">The connection is to be dropped.</exception>
    internal Task<EmulatorResponse> RunAsync(string method, Func<Task<EmulatorResponse>> request, CancellationToken aborted) =>
        Take(method) is { } fault ? RunAsync(fault, request, aborted) : request();

    private async Task<EmulatorResponse> RunAsync(ServerFault? fault, Func<Task<EmulatorResponse>> request, CancellationToken aborted)
    {
        switch (fault)
        {
            case ServerFault.Delayed late:
                // One that is only late outlives its client, as a request does that is in a server's queue.
                await Task.Delay(late.By, _timeProvider, late.By == Timeout.InfiniteTimeSpan ? aborted : CancellationToken.None);
                return await RunAsync(late.Then, request, aborted);
            case ServerFault.Refused refused:
                throw new TwirpException(refused.Code, refused.Message, refused.Meta);
            case ServerFault.Answered answered:
                return new EmulatorResponse(answered.Status, answered.ContentType, System.Text.Encoding.UTF8.GetBytes(answered.Body));
            case ServerFault.RequestLost:
                throw new ConnectionDroppedException();
            case ServerFault.AnswerLost:
                await request();
                throw new ConnectionDroppedException();
            default:
                return await request();
        }
    }

    private ServerFault? Take(string method)
    {
        lock (_lock)
        {
            var taken = _planned.Find(planned => planned.Concerns(method) && planned.Befalls());
            if (taken is { IsUsedUp: true })
                _planned.Remove(taken);
            return taken?.Fault;
        }
    }

    private static void Check(ServerFault fault)
    {
        switch (fault)
        {
            case ServerFault.Delayed late when late.By < TimeSpan.Zero && late.By != Timeout.InfiniteTimeSpan:
                throw new ArgumentException($"A request cannot be delayed by {late.By}; expected zero or more, or Timeout.InfiniteTimeSpan.", nameof(fault));
            case ServerFault.Delayed { Then: { } then }:
                Check(then);
                break;
            case ServerFault.Refused refused when !TwirpErrorWriter.IsCode(refused.Code):
                throw new ArgumentException($"\"{refused.Code}\" is no Twirp error code; expected one of {string.Join(", ", TwirpErrorWriter.Codes)}.", nameof(fault));
            case ServerFault.Answered { Status: < 200 or > 599 } answered:
                throw new ArgumentException($"{answered.Status} is no HTTP status of an answer; expected 200 to 599.", nameof(fault));
        }
    }
}
