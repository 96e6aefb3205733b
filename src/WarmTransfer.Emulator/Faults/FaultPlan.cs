using Google.Protobuf;

namespace WarmTransfer.Emulator;

/// <summary>What goes wrong with the next requests to the server API, per method.</summary>
/// <remarks>The faults of a method are used up in the order in which they were added, one by each request to it whose token is valid.</remarks>
public sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _timeProvider;
    private readonly Dictionary<string, Queue<Fault>> _faults;

    internal FaultPlan(TimeProvider timeProvider, IEnumerable<string> methods)
    {
        _timeProvider = timeProvider;
        _faults = methods.ToDictionary(method => method, _ => new Queue<Fault>(), StringComparer.Ordinal);
    }

    /// <summary>Has a fault befall the next requests to a method that have none planned yet.</summary>
    /// <param name="method">The method, such as <c>RoomService/MoveParticipant</c> or <c>SIP/CreateSIPParticipant</c>.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="times">How many requests it befalls: one or more.</param>
    /// <exception cref="ArgumentException">There is no such method, or the fault's code or delay cannot be right.</exception>
    public void Add(string method, Fault fault, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        if (!_faults.TryGetValue(method, out var planned))
            throw new ArgumentException($"The server has no method \"{method}\"; expected one of {string.Join(", ", _faults.Keys)}.", nameof(method));
        if (fault is Fault.Refused { Code: var code } && !TwirpErrorWriter.IsCode(code))
            throw new ArgumentException($"\"{code}\" is no Twirp error code; expected one such as \"unavailable\" or \"unknown\".", nameof(fault));
        if (fault is Fault.Delayed { By: var delay } && delay < TimeSpan.Zero)
            throw new ArgumentException($"A request cannot be delayed by {delay}; expected zero or more.", nameof(fault));

        lock (_lock)
        {
            for (var i = 0; i < times; i++)
                planned.Enqueue(fault);
        }
    }

    /// <summary>Forgets every fault that has not befallen a request yet.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            foreach (var planned in _faults.Values)
                planned.Clear();
        }
    }

    /// <summary>Carries a request out with the fault planned for it, if any.</summary>
    /// <exception cref="ConnectionDroppedException">The connection is to be dropped.</exception>
    internal async Task<IMessage> RunAsync(string method, Func<Task<IMessage>> request, CancellationToken aborted)
    {
        switch (Take(method))
        {
            case Fault.Delayed late:
                await Task.Delay(late.By, _timeProvider, aborted);
                break;
            case Fault.Refused refused:
                throw new TwirpException(refused.Code, refused.Message);
            case Fault.RequestLost:
                throw new ConnectionDroppedException();
            case Fault.AnswerLost:
                await request();
                throw new ConnectionDroppedException();
        }

        return await request();
    }

    private Fault? Take(string method)
    {
        lock (_lock)
            return _faults[method].TryDequeue(out var fault) ? fault : null;
    }
}
