using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>One conversation of an AI with one party in one room.</summary>
/// <remarks>
/// <para>
/// What the party writes on <see cref="TextTopics.Chat"/> is answered on <see cref="TextTopics.Transcription"/>, piece by
/// piece as the model gives it. Replies never overlap. A new message of the party's cuts short what is being said; a tool
/// that runs is not disturbed by it: the model sees the message together with the tool's result.
/// </para>
/// <para>
/// The session calls the model's tools itself; the chat client must not be wrapped in one that does. A tool may hold,
/// release, interrupt or dispose the session it is called from, and may speak.
/// </para>
/// <para>All members may be used from several threads.</para>
/// </remarks>
[DebuggerDisplay("{ParticipantIdentity} in {Room.Name}")]
public sealed class CallSession : ICallerLeg, IAsyncDisposable
{
    /// <summary>The key, in a message's <see cref="ChatMessage.AdditionalProperties"/>, that marks what was cut short; the text is the part that was said.</summary>
    public const string InterruptedProperty = "interrupted";

    private readonly SessionParts _parts;
    private readonly SessionLifetime _lifetime;
    private readonly bool _ownsRoom;

    /// <summary>Makes a session; it is silent and deaf to text until <see cref="StartAsync"/>.</summary>
    /// <param name="liveKit">The LiveKit the room is on.</param>
    /// <param name="room">The AI's connection to the room.</param>
    /// <param name="participantIdentity">The party's identity in the room. It need not have joined yet.</param>
    /// <param name="options">How to converse.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message says which.</exception>
    /// <remarks>The room is not left with the session, unless the options say so (<see cref="CallSessionOptions.OwnsRoom"/>).</remarks>
    public CallSession(LiveKitBackend liveKit, IRoom room, string participantIdentity, CallSessionOptions options)
        : this(liveKit, room, participantIdentity, options, options?.OwnsRoom ?? false)
    {
    }

    private CallSession(LiveKitBackend liveKit, IRoom room, string participantIdentity, CallSessionOptions options, bool ownsRoom)
    {
        ArgumentNullException.ThrowIfNull(liveKit);
        ArgumentNullException.ThrowIfNull(room);
        ArgumentException.ThrowIfNullOrEmpty(participantIdentity);
        _parts = new SessionParts(new SessionParty(participantIdentity, room), CallSessionOptions.Checked(options));
        _lifetime = new SessionLifetime(_parts);
        _ownsRoom = ownsRoom;
        LiveKit = liveKit;
        Input = new SessionInput(_parts.Switches);
        Output = new SessionOutput(_parts.Switches);
    }

    /// <summary>Joins a room and makes a session in it, which leaves the room when it is disposed unless the options say otherwise (<see cref="CallSessionOptions.OwnsRoom"/>). It is silent and deaf to text until <see cref="StartAsync"/>.</summary>
    /// <param name="liveKit">The LiveKit the room is on.</param>
    /// <param name="roomName">The room; the server creates it where it does not exist.</param>
    /// <param name="agentIdentity">The AI's own identity, unique within the room.</param>
    /// <param name="participantIdentity">The party's identity in the room. It need not have joined yet.</param>
    /// <param name="options">How to converse.</param>
    /// <param name="cancellationToken">Gives up; nothing stays connected.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message says which. The room has been left.</exception>
    /// <exception cref="LiveKitException">The server refused, or could not be reached.</exception>
    public static async Task<CallSession> JoinAsync(
        LiveKitBackend liveKit, string roomName, string agentIdentity, string participantIdentity, CallSessionOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(liveKit);
        ArgumentNullException.ThrowIfNull(options);
        IRoom room = await liveKit.JoinAsAgentAsync(roomName, agentIdentity, cancellationToken);
        try
        {
            return new CallSession(liveKit, room, participantIdentity, options, ownsRoom: options.OwnsRoom ?? true);
        }
        catch
        {
            await room.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public LiveKitBackend LiveKit { get; }

    /// <inheritdoc/>
    public IRoom Room => _parts.Party.Room;

    /// <summary>Gets the identity of the party, a caller or a human who is called, in that room.</summary>
    public string ParticipantIdentity => _parts.Party.Identity;

    string ICallerLeg.CallerIdentity => ParticipantIdentity;

    /// <summary>Gets the model that answers.</summary>
    public IChatClient ChatClient => _parts.Options.ChatClient;

    IChatClient? ICallerLeg.ChatClient => ChatClient;

    /// <inheritdoc/>
    public IServiceProvider? Services => _parts.Options.Services;

    /// <inheritdoc/>
    public TimeProvider TimeProvider => _parts.Options.TimeProvider;

    /// <inheritdoc/>
    public ILoggerFactory LoggerFactory => _parts.Options.LoggerFactory;

    /// <summary>Gets the switches of what the session takes in.</summary>
    public SessionInput Input { get; }

    /// <summary>Gets the switches of what the session gives out.</summary>
    public SessionOutput Output { get; }

    /// <summary>Gets or sets all switches at once.</summary>
    public SessionIO IO
    {
        get => _parts.Switches.Current;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _parts.Switches.Change(_ => value);
        }
    }

    /// <summary>Gets the conversation as it is now, a copy: what the party said, and what was really said to it. Every call in it has its result.</summary>
    public IReadOnlyList<ChatMessage> History => _parts.History.Snapshot();

    /// <summary>Gets or sets what the model is told first with every request, as a system message. It can be set until it is first used: with the first request to the model.</summary>
    /// <exception cref="InvalidOperationException">The model has been asked.</exception>
    public string Instructions
    {
        get => _parts.Instructions.Text;
        set => _parts.Instructions.Text = value;
    }

    /// <summary>Gets or sets the functions the model may call, from its next round on.</summary>
    /// <exception cref="ArgumentException">Two have one name.</exception>
    public IReadOnlyList<AITool> Tools
    {
        get => _parts.Tools.Current;
        set => _parts.Tools.Current = value;
    }

    /// <summary>Begins to listen to the party.</summary>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="InvalidOperationException">It was started before, or released.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _lifetime.Start();
        return Task.CompletedTask;
    }

    /// <summary>Calls <paramref name="observer"/> for every event from now on, in order, one at a time. It must not block.</summary>
    /// <param name="observer">Whom to tell. An exception of its is logged and stops nobody.</param>
    /// <returns>Dispose it to stop.</returns>
    public IDisposable Observe(Action<CallSessionEvent> observer) => _parts.Observers.Add(observer);

    /// <summary>Says something word for word, when nothing else is being said. A message of the party's may cut it short; while output is off nothing is said.</summary>
    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The session was released, or the room does not take the text.</exception>
    public async Task SayAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        using IDisposable? library = await TimeProvider.EnterLibraryAsync();
        _lifetime.ThrowIfReleased();
        await _parts.Speech.SayAsync(text, cancellationToken);
    }

    /// <summary>Lets the model go on from the history, and says what it answers. Waits for the reply under way.</summary>
    /// <param name="options">What is special about this reply. Default: nothing.</param>
    /// <param name="cancellationToken">Cuts the reply short and cancels its tools.</param>
    /// <returns>What was said: less than all when it was interrupted, nothing while output is off. The speech of several rounds is separated by line breaks.</returns>
    /// <exception cref="InvalidOperationException">The session was released; or called by a tool of this session's, which the reply would wait for.</exception>
    /// <remarks>An exception of the chat client's is thrown, besides <see cref="CallSessionEvent.ReplyFailed"/>.</remarks>
    public async Task<string> GenerateReplyAsync(ReplyOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (_parts.Replies.IsWaitedForByUs)
            throw new InvalidOperationException($"A tool cannot wait for a reply of the session that called it: neither would end. Return the text as the tool's result, or use {nameof(SayAsync)}.");

        using IDisposable? library = await TimeProvider.EnterLibraryAsync();
        _lifetime.ThrowIfReleased();
        return await _parts.Replies.GenerateAsync(options?.Copied() ?? new ReplyOptions(), cancellationToken);
    }

    /// <summary>Cuts short what is being said, and cancels the tools the reply under way waits for.</summary>
    /// <param name="cancellationToken">Stops waiting for the end; what was cut short stays cut.</param>
    /// <returns>Completes when the reply has ended. A tool that goes on after its cancellation is not waited for; its result is dropped.</returns>
    public async Task InterruptAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using IDisposable? library = await TimeProvider.EnterLibraryAsync();
        Task replyEnded = _parts.Replies.CancelAsync();
        _parts.Speech.Cut();
        await _parts.Speech.WhenSilentAsync().WaitAsync(cancellationToken);
        await replyEnded.WaitAsync(cancellationToken);
    }

    /// <summary>Puts the party on hold: all input and output is switched off, what is being said is cut short, and the music plays. Tools that run go on.</summary>
    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The party is on hold already, or the session was released.</exception>
    /// <remarks>Switches changed while on hold go back, too. Music that cannot be played does not prevent the hold: the warning in the log says why.</remarks>
    public async Task<ICallerHold> HoldAsync(HoldAudio audio, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        cancellationToken.ThrowIfCancellationRequested();
        using IDisposable? library = await TimeProvider.EnterLibraryAsync();
        return await _lifetime.HoldAsync(audio, cancellationToken);
    }

    /// <summary>Ends the conversation for good: speech is cut short, hold music stops, the party is not listened to any more. The room stays connected; tools that run go on, their results are dropped.</summary>
    /// <inheritdoc/>
    public async Task ReleaseAsync(CancellationToken cancellationToken = default)
    {
        using IDisposable? library = await TimeProvider.EnterLibraryAsync();
        await _lifetime.ReleaseAsync().WaitAsync(cancellationToken);
    }

    /// <summary>Releases the session, cancels its tools and, when it owns the room, leaves it.</summary>
    public async ValueTask DisposeAsync()
    {
        using IDisposable? library = await TimeProvider.EnterLibraryAsync();
        Task replyEnded = _parts.Replies.CancelAsync();
        await ReleaseAsync();
        await replyEnded;
        if (_ownsRoom)
            await Room.DisposeAsync();
    }
}
