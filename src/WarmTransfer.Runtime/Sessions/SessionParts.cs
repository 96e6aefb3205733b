using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What one session is made of; each part is handed the others that it needs.</summary>
internal sealed class SessionParts
{
    public SessionParts(SessionParty party, CallSessionOptions options)
    {
        Party = party;
        Options = options;
        Logger = options.LoggerFactory.CreateLogger("WarmTransfer.CallSession");
        Instructions = new SessionInstructions(options.Instructions);
        Tools = new ToolSet(options.Tools);
        History = new ChatHistory(options.History ?? []);
        Observers = new ObserverList<CallSessionEvent>(Logger.SessionObserverFailed);
        Speech = NewSpeech(Switches);
        Announcements = NewSpeech(new SessionSwitches());
        var source = new ChatReplySource(options.ChatClient, options.ChatOptions, Instructions, options.TimeProvider);
        var caller = new ToolCaller(options, Observers, Logger);
        Replies = new ReplyQueue(party, new ReplyMeans(source, Speech, History, Tools, caller, options.MaxToolRounds), Observers, Logger);
        Conversation = new Conversation(party, new ChatTextInput(party, Switches), Speech, options.ReplyToText ? Replies : null, History, Observers);
    }

    public SessionParty Party { get; }

    public CallSessionOptions Options { get; }

    public ILogger Logger { get; }

    public SessionSwitches Switches { get; } = new();

    public SessionInstructions Instructions { get; }

    public ToolSet Tools { get; }

    public ChatHistory History { get; }

    public ObserverList<CallSessionEvent> Observers { get; }

    /// <summary>Gets what says the replies, as far as the switches are on.</summary>
    public SpeechOutput Speech { get; }

    /// <summary>Gets what announces on hold, although the switches are off.</summary>
    public SpeechOutput Announcements { get; }

    public ReplyQueue Replies { get; }

    public Conversation Conversation { get; }

    private SpeechOutput NewSpeech(SessionSwitches switches) =>
        new(Party.Room, () => new TextUtterance(Party.Room, switches), History, Observers, Logger);
}
