using System.Diagnostics;

namespace WarmTransfer.Emulator;

/// <summary>Someone who has called in and is in a room: says lines, hears the agent and the hold music, and leaves when told to.</summary>
/// <example>
/// <code>
/// await using var caller = await EmulatedCaller.JoinAsync(livekit, "support-1", "caller");
/// await caller.SayAsync("I want to speak to billing.");
/// </code>
/// </example>
[DebuggerDisplay("{Identity} in {Room}")]
public sealed class EmulatedCaller : IAsyncDisposable, ISipCall, IParticipantEndpoint
{
    private static readonly TimeSpan HangupTime = new SipTiming().Hangup;

    private readonly RoomDirectory _rooms;
    private readonly SipService _sip;
    private readonly EmulatedCallerOptions _options;
    private readonly HandlerList<HeardText> _heard = new();
    private readonly CancellationTokenSource _ended = new();

    private readonly Signal<DisconnectReason> _left = new();
    private LiveParticipant _participant = null!;
    private EmulatedVoice _voice = null!;

    private EmulatedCaller(RoomDirectory rooms, SipService sip, EmulatedCallerOptions options)
    {
        _rooms = rooms;
        _sip = sip;
        _options = options;
    }

    /// <summary>Gets the caller's identity.</summary>
    public string Identity => _participant.Identity;

    /// <summary>Gets the room the caller is in, or was in last.</summary>
    public string Room => _rooms.Change(() => _participant.Room.Name);

    /// <summary>Gets whether the caller is in a room.</summary>
    public bool IsInRoom => _rooms.Change(() => !_participant.IsGone);

    /// <summary>Gets what the caller heard, said and pressed.</summary>
    public CallRecording Recording { get; } = new();

    /// <summary>Gets a task that completes when the caller is out of the room, with the reason.</summary>
    public Task<DisconnectReason> Left => _left.Task;

    /// <summary>Gets where the caller was transferred to by SIP REFER; <see langword="null"/> when it was not.</summary>
    public string? TransferredTo { get; private set; }

    string ISipCall.SipCallId => CallId ?? "";

    string ISipCall.RoomName => Room;

    bool ISipCall.IsOver => !IsInRoom;

    string ISipCall.Description => $"call {CallId} of '{Identity}' in room \"{Room}\"";

    private string? CallId { get; set; }

    /// <summary>Joins a room, which is created when it is missing, and publishes a microphone.</summary>
    /// <param name="livekit">The emulator.</param>
    /// <param name="room">The room's name.</param>
    /// <param name="identity">The caller's identity. Default: <c>caller</c>.</param>
    /// <param name="options">What the caller is and how it behaves. Default: a phone call of someone who does nothing by themselves.</param>
    /// <returns>The caller, in the room. Dispose it to leave.</returns>
    /// <exception cref="InvalidOperationException">The room is full.</exception>
    public static Task<EmulatedCaller> JoinAsync(LiveKitEmulator livekit, string room, string identity = "caller", EmulatedCallerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(livekit);
        ArgumentException.ThrowIfNullOrEmpty(room);
        ArgumentException.ThrowIfNullOrEmpty(identity);
        var caller = new EmulatedCaller(livekit.Directory, livekit.Calls, (options ?? new EmulatedCallerOptions()).Copy());
        try
        {
            caller.Join(room, identity);
            return Task.FromResult(caller);
        }
        catch (TwirpException exception)
        {
            return Task.FromException<EmulatedCaller>(new InvalidOperationException($"'{identity}' cannot join \"{room}\": {exception.Message}.", exception));
        }
    }

    /// <summary>Says a line: its words as text when it is over, and a tone on the microphone while it lasts. The task completes when it is said, or the caller has left.</summary>
    /// <param name="text">The line.</param>
    /// <exception cref="InvalidOperationException">The caller has left.</exception>
    public Task SayAsync(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        RequireInRoom();
        return _voice.DoAsync([new PhoneAction.Say(text)]);
    }

    /// <summary>Presses a key.</summary>
    /// <param name="digit">The key: <c>0-9 A-D * #</c>.</param>
    /// <exception cref="InvalidOperationException">The caller has left.</exception>
    public void PressDigit(char digit)
    {
        Phone.CheckDigits(digit.ToString());
        RequireInRoom();
        _voice.Press(digit);
    }

    /// <summary>Calls <paramref name="handler"/> with everything the caller hears.</summary>
    /// <param name="handler">Gets what was heard. It must not block.</param>
    /// <returns>Dispose it to stop.</returns>
    public IDisposable OnHeard(Action<HeardText> handler) => _heard.Add(handler);

    /// <summary>Leaves; a phone call hangs up and shows <c>hangup</c> for 50 ms first. The task completes when it is out. Having left already, does nothing.</summary>
    public async Task LeaveAsync()
    {
        if (!IsInRoom)
            return;
        if (_options.Kind == ParticipantKind.Sip)
        {
            _rooms.SetAttributes(_participant, [new(SipAttributes.CallStatus, SipAttributes.CallStatusHangup)]);
            await Task.Delay(HangupTime, _rooms.Time);
        }

        _rooms.Leave(_participant, Protocol.DisconnectReason.ClientInitiated);
    }

    /// <summary>Leaves.</summary>
    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        _ended.Dispose();
    }

    Task ISipCall.TransferAsync(Protocol.TransferSIPParticipantRequest request) =>
        SipTransfer.RunAsync(_options.Behaviour.Transfer, _rooms.Time, _ended.Token, () =>
        {
            TransferredTo = request.TransferTo;
            _ = LeaveAsync();
        });

    void IParticipantEndpoint.Receive(RoomEvent roomEvent)
    {
        switch (roomEvent)
        {
            case RoomEvent.TextReceived text:
                _voice.Receive(text.Text);
                break;
            case RoomEvent.Disconnected disconnected:
                _voice.Stop();
                _sip.Forget(this);
                _ended.Cancel();
                _left.TrySet(disconnected.Reason);
                break;
        }
    }

    private void Join(string room, string identity)
    {
        var isCall = _options.Kind == ParticipantKind.Sip;
        CallId = isCall ? _rooms.Ids.Next("SCL_") : null;

        // Nothing of the room is heard before the voice is there to hear it.
        _rooms.Change(() =>
        {
            _participant = _rooms.Join(
                new JoinRequest
                {
                    Room = room,
                    Identity = identity,
                    Name = _options.Name,
                    Metadata = _options.Metadata,
                    Kind = _options.Kind,
                    Attributes = isCall ? CallAttributes() : _options.Attributes,
                    Permissions = new ParticipantPermissions { CanUpdateMetadata = isCall },
                },
                this);
            _participant.Room.IsCallers = true;
            _voice = new EmulatedVoice(_rooms, _participant, Recording, _options.Behaviour, () => _ = LeaveAsync(), _ended.Token) { Heard = _heard.Tell };
            _voice.Publish(isCall ? identity : "microphone");
            _voice.StartListening();
        });
        if (isCall)
            _sip.Add(this);
        if (_options.Behaviour.OnAnswer is { Length: > 0 } actions)
            _ = _voice.DoAsync(actions);
        if (_options.Behaviour.HangUpDelay is { } delay)
            _ = HangUpAfterAsync(delay);
    }

    private async Task HangUpAfterAsync(TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, _rooms.Time, _ended.Token);
            await LeaveAsync();
        }
        catch (OperationCanceledException)
        {
            // Left before.
        }
    }

    private Dictionary<string, string> CallAttributes() => new(_options.Attributes)
    {
        [SipAttributes.CallId] = CallId!,
        [SipAttributes.CallIdFull] = _rooms.Ids.Next("") + _rooms.Ids.Next(""),
        [SipAttributes.CallTag] = _rooms.Ids.Next(""),
        [SipAttributes.CallStatus] = SipAttributes.CallStatusActive,
        [SipAttributes.PhoneNumber] = _options.PhoneNumber,
        [SipAttributes.TrunkId] = _rooms.Ids.Next("ST_"),
        [SipAttributes.TrunkPhoneNumber] = _options.CalledNumber,
    };

    private void RequireInRoom()
    {
        if (!IsInRoom)
            throw new InvalidOperationException($"'{Identity}' is not in the room any more, so it can neither speak nor press keys. Join again.");
    }
}
