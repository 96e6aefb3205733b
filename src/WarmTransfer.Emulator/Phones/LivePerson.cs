namespace WarmTransfer.Emulator;

/// <summary>A live person at a phone: answers, speaks and hangs up when your code says so, such as a supervisor at the console.</summary>
/// <remarks>Put at a phone with <see cref="Phone.Person(LivePerson)"/>. Handlers are called one at a time and must not block.</remarks>
public sealed class LivePerson
{
    private readonly HandlerList<PhoneCall> _rang = new();
    private readonly HandlerList<HeardText> _heard = new();
    private readonly HandlerList<PhoneCall> _callEnded = new();
    private IPersonLine? _line;

    /// <summary>Gets the call that rings or is going on; <see langword="null"/> when there is none.</summary>
    public PhoneCall? Call => _line?.Call;

    /// <summary>Calls <paramref name="handler"/> whenever the phone begins to ring.</summary>
    /// <param name="handler">Gets the call.</param>
    /// <returns>Dispose it to stop.</returns>
    public IDisposable OnRang(Action<PhoneCall> handler) => _rang.Add(handler);

    /// <summary>Calls <paramref name="handler"/> with everything the person hears.</summary>
    /// <param name="handler">Gets what was heard.</param>
    /// <returns>Dispose it to stop.</returns>
    public IDisposable OnHeard(Action<HeardText> handler) => _heard.Add(handler);

    /// <summary>Calls <paramref name="handler"/> whenever a call is over, answered or not.</summary>
    /// <param name="handler">Gets the call.</param>
    /// <returns>Dispose it to stop.</returns>
    public IDisposable OnCallEnded(Action<PhoneCall> handler) => _callEnded.Add(handler);

    /// <summary>Picks up the ringing phone.</summary>
    /// <exception cref="InvalidOperationException">The phone does not ring.</exception>
    public void Answer() => Ringing().Respond(200);

    /// <summary>Rejects the ringing call.</summary>
    /// <param name="sipStatus">The final SIP status, 300 to 699. Default 603, Decline.</param>
    /// <exception cref="InvalidOperationException">The phone does not ring.</exception>
    public void Reject(int sipStatus = 603)
    {
        if (sipStatus is < 300 or > 699)
            throw new ArgumentOutOfRangeException(nameof(sipStatus), sipStatus, "A call is rejected with a final SIP status from 300 to 699, such as 486 (busy) or 603 (declined).");
        Ringing().Respond(sipStatus);
    }

    /// <summary>Says a line. The task completes when it is said, or the call is over.</summary>
    /// <param name="text">The line.</param>
    /// <exception cref="InvalidOperationException">The person is not on a call.</exception>
    public Task SayAsync(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return Answered().DoAsync(new PhoneAction.Say(text));
    }

    /// <summary>Presses a key.</summary>
    /// <param name="digit">The key: <c>0-9 A-D * #</c>.</param>
    /// <exception cref="InvalidOperationException">The person is not on a call.</exception>
    public void PressDigit(char digit)
    {
        Phone.CheckDigits(digit.ToString());
        Answered().Press(digit);
    }

    /// <summary>Hangs up.</summary>
    /// <exception cref="InvalidOperationException">The person is not on a call.</exception>
    public void HangUp() => Answered().HangUp();

    internal void Ring(IPersonLine line)
    {
        _line = line;
        _rang.Tell(line.Call);
    }

    internal void Hear(HeardText heard) => _heard.Tell(heard);

    internal void EndCall(IPersonLine line)
    {
        // A second call may be ringing already.
        if (_line == line)
            _line = null;
        _callEnded.Tell(line.Call);
    }

    private IPersonLine Ringing() =>
        _line is { Call.Status: PhoneCallStatus.Dialing or PhoneCallStatus.Ringing } line
            ? line
            : throw new InvalidOperationException("This person's phone does not ring. Wait for OnRang.");

    private IPersonLine Answered() =>
        _line is { Call.Status: PhoneCallStatus.Answered } line
            ? line
            : throw new InvalidOperationException("This person is not on a call. Answer the phone first.");
}

/// <summary>What a live person controls during a call.</summary>
internal interface IPersonLine
{
    PhoneCall Call { get; }

    void Respond(int sipStatus);

    Task DoAsync(PhoneAction action);

    void Press(char digit);

    void HangUp();
}
