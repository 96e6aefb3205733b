using System.Diagnostics;

namespace WarmTransfer.Emulator;

/// <summary>One call to a phone: what became of it, and what the person at the phone heard and did.</summary>
[DebuggerDisplay("{Number} {Status} {End}")]
public sealed class PhoneCall
{
    private readonly Lock _lock = new();

    private readonly Signal _over = new();
    private readonly List<PhoneCallTransition> _transitions = [];
    private readonly List<string> _rooms = [];
    private readonly HandlerList<PhoneCallTransition> _observers = new();
    private string _dtmfReceived = "";

    internal PhoneCall(string number, string identity, string sipCallId)
    {
        Number = number;
        Identity = identity;
        SipCallId = sipCallId;
    }

    /// <summary>Gets the number, or SIP user, that was dialled.</summary>
    public string Number { get; }

    /// <summary>Gets the identity of the call's participant.</summary>
    public string Identity { get; }

    /// <summary>Gets LiveKit's id of the call, <c>SCL_…</c>.</summary>
    public string SipCallId { get; }

    /// <summary>Gets the number the call came from, as the phone sees it.</summary>
    public string FromNumber { get; internal init; } = "";

    /// <summary>Gets the caller's name as the phone shows it; <see langword="null"/> when the request gave none.</summary>
    public string? DisplayName { get; internal init; }

    /// <summary>Gets the SIP headers that came with the call.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; internal init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets what the person at the phone heard, said and pressed.</summary>
    public CallRecording Recording { get; } = new();

    /// <summary>Gets how far the call has come.</summary>
    public PhoneCallStatus Status { get; private set; }

    /// <summary>Gets how the call ended; <see cref="PhoneCallEnd.None"/> while it goes on.</summary>
    public PhoneCallEnd End { get; private set; }

    /// <summary>Gets the reason LiveKit gives for the participant's leaving.</summary>
    public DisconnectReason DisconnectReason { get; private set; }

    /// <summary>Gets the final SIP status the phone gave: 200, or the status of the rejection; <see langword="null"/> when it gave none.</summary>
    public int? SipStatus { get; private set; }

    /// <summary>Gets where the call was transferred to by SIP REFER; <see langword="null"/> when it was not.</summary>
    public string? TransferredTo { get; private set; }

    /// <summary>Gets the rooms the phone was in, in order; more than one when it was moved.</summary>
    public IReadOnlyList<string> Rooms
    {
        get
        {
            lock (_lock)
                return [.. _rooms];
        }
    }

    /// <summary>Gets the changes of <see cref="Status"/>, in order.</summary>
    public IReadOnlyList<PhoneCallTransition> Transitions
    {
        get
        {
            lock (_lock)
                return [.. _transitions];
        }
    }

    /// <summary>Gets the digits the phone received after the answer; a pause is not one.</summary>
    public string DtmfReceived
    {
        get
        {
            lock (_lock)
                return _dtmfReceived;
        }
    }

    /// <summary>Gets a task that completes when the call is over, however it ended.</summary>
    public Task Over => _over.Task;

    /// <summary>Calls <paramref name="handler"/> whenever <see cref="Status"/> changes. It must not block.</summary>
    /// <param name="handler">Gets the change.</param>
    /// <returns>Dispose it to stop.</returns>
    public IDisposable OnTransition(Action<PhoneCallTransition> handler) => _observers.Add(handler);

    internal void SetStatus(PhoneCallStatus status, DateTimeOffset now)
    {
        var transition = new PhoneCallTransition(status, now);
        lock (_lock)
        {
            Status = status;
            _transitions.Add(transition);
        }

        _observers.Tell(transition);
    }

    internal void SetSipStatus(int status) => SipStatus = status;

    internal void SetTransferredTo(string target) => TransferredTo = target;

    internal void EnterRoom(string room)
    {
        lock (_lock)
            _rooms.Add(room);
    }

    internal void ReceiveDtmf(char digit)
    {
        lock (_lock)
            _dtmfReceived += digit;
    }

    /// <summary>Ends the call. Only the first end counts.</summary>
    internal void Finish(PhoneCallEnd end, DisconnectReason reason, DateTimeOffset now)
    {
        var transition = new PhoneCallTransition(PhoneCallStatus.Over, now);
        lock (_lock)
        {
            if (Status == PhoneCallStatus.Over)
                return;
            End = end;
            DisconnectReason = reason;
            Status = PhoneCallStatus.Over;
            _transitions.Add(transition);
        }

        _observers.Tell(transition);
        _over.TrySet();
    }
}

/// <summary>How far a call to a phone has come.</summary>
public enum PhoneCallStatus
{
    /// <summary>The SIP service is joining the room; the phone knows nothing yet.</summary>
    Placed,

    /// <summary>The call is on its way to the phone.</summary>
    Dialing,

    /// <summary>The phone rings.</summary>
    Ringing,

    /// <summary>The phone was answered.</summary>
    Answered,

    /// <summary>The call is over.</summary>
    Over,
}

/// <summary>How a call to a phone ended.</summary>
public enum PhoneCallEnd
{
    /// <summary>It goes on.</summary>
    None,

    /// <summary>The phone rejected it, with a SIP status.</summary>
    Rejected,

    /// <summary>It was given up before the answer: the ringing timeout passed, or its participant was removed.</summary>
    Cancelled,

    /// <summary>The phone could not be reached.</summary>
    Failed,

    /// <summary>The person at the phone hung up.</summary>
    HungUpByPhone,

    /// <summary>LiveKit hung up: the participant was removed or replaced, or the room was deleted.</summary>
    HungUpByLiveKit,

    /// <summary>It was transferred away by SIP REFER.</summary>
    Transferred,

    /// <summary>The phone's sound stopped coming, and LiveKit gave the call up.</summary>
    MediaLost,
}

/// <summary>A change of a call's status.</summary>
/// <param name="Status">The new status.</param>
/// <param name="At">When.</param>
public sealed record PhoneCallTransition(PhoneCallStatus Status, DateTimeOffset At);
