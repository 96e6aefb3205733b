using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>How one transfer goes. What is unset comes from the <see cref="TransferAgentAttribute"/>, then from the configuration section <c>WarmTransfer</c>, then from the environment, then from the defaults named here.</summary>
/// <remarks>All of it is checked before anything is dialled; one <see cref="Microsoft.Extensions.Options.OptionsValidationException"/> lists everything that is wrong.</remarks>
public sealed class WarmTransferOptions
{
    /// <summary>Gets or sets who is called: an E.164 phone number (<c>+15105550123</c>) or a SIP URI (<c>sip:desk@example.com</c>).</summary>
    public string? CallTo { get; set; }

    /// <summary>Gets or sets the LiveKit outbound trunk to call through, <c>ST_…</c>. Environment: <c>LIVEKIT_SIP_OUTBOUND_TRUNK</c>. Either this or <see cref="SipConnection"/>.</summary>
    public string? SipTrunkId { get; set; }

    /// <summary>Gets or sets the SIP server to call through without a registered trunk. Either this or <see cref="SipTrunkId"/>.</summary>
    public SipConnection? SipConnection { get; set; }

    /// <summary>Gets or sets the number to call from, E.164. Environment: <c>LIVEKIT_SIP_NUMBER</c>. Default: one of the trunk's.</summary>
    public string? SipNumber { get; set; }

    /// <summary>Gets or sets SIP headers for the INVITE.</summary>
    public IReadOnlyDictionary<string, string>? SipHeaders { get; set; }

    /// <summary>Gets or sets digits sent once the call is answered: <c>0-9 A-D * #</c>, and <c>w</c> for a pause of half a second.</summary>
    public string? Dtmf { get; set; }

    /// <summary>
    /// Gets or sets the key with which the human takes the call, at once and without the AI in between: one of
    /// <c>0-9 A-D * #</c>; empty for none. Default: <c>1</c>. Have the <see cref="Greeting"/> tell them.
    /// </summary>
    public string? AcceptDigit { get; set; }

    /// <summary>
    /// Gets or sets the key with which the human declines, at once and without the AI in between: one of <c>0-9 A-D * #</c>,
    /// other than <see cref="AcceptDigit"/>; empty for none. Default: <c>2</c>.
    /// </summary>
    public string? DeclineDigit { get; set; }

    /// <summary>Gets or sets how long the phone may ring: whole seconds, 1 to 80. Default: 30 s.</summary>
    public TimeSpan? RingingTimeout { get; set; }

    /// <summary>Gets or sets how long the conversation with the human may take, from the answer: up to 1 hour. Default: 5 min.</summary>
    public TimeSpan? ConsultTimeout { get; set; }

    /// <summary>Gets or sets how long both may stay silent: up to 1 hour. After it the AI speaks once, and <see cref="GreetingAudio"/> is played again; after it again the transfer ends. Default: 20 s.</summary>
    public TimeSpan? SilenceTimeout { get; set; }

    /// <summary>Gets or sets how long the caller may be on hold altogether: up to 4 hours. Default: 10 min.</summary>
    public TimeSpan? MaxHoldTime { get; set; }

    /// <summary>Gets or sets how long joining the two may take, retries included: up to 5 minutes. Default: 15 s.</summary>
    public TimeSpan? MergeTimeout { get; set; }

    /// <summary>Gets or sets what the caller hears meanwhile. Default: <see cref="HoldAudio.BuiltIn"/>.</summary>
    public HoldAudio? HoldAudio { get; set; }

    /// <summary>Gets or sets the name of the room the human is called into. Default: the caller's room's name followed by <c>-human-agent</c>. Where it is taken, <c>-2</c> and so on follows.</summary>
    public string? RoomName { get; set; }

    /// <summary>Gets or sets what the AI is told about speaking with the human.</summary>
    public TransferInstructions? Instructions { get; set; }

    /// <summary>Gets or sets what the AI says as soon as the human answers. Default: nothing, the human speaks first.</summary>
    public string? Greeting { get; set; }

    /// <summary>
    /// Gets or sets the path of a WAV file that the human hears as soon as they answer: such as a recorded
    /// <see cref="Greeting"/>, or which key takes the call. They hear it again when they stay silent for <see cref="SilenceTimeout"/>,
    /// which does not run while it plays. A word or a key of the human's cuts it short. PCM of 8, 16, 24 or 32 bits or 32-bit
    /// float, mono or stereo, 8 to 96 kHz. Default: none.
    /// </summary>
    public string? GreetingAudio { get; set; }

    /// <summary>Gets or sets what the human is told when the caller has left. Empty to say nothing.</summary>
    public string? CallerLeftSpeech { get; set; }

    /// <summary>Gets or sets what the human is told after declining. Empty to say nothing.</summary>
    public string? DeclinedSpeech { get; set; }

    /// <summary>Gets or sets what the human is told when a deadline passes or the application cancels. Empty to say nothing.</summary>
    public string? TimedOutSpeech { get; set; }

    /// <summary>Gets or sets what the human is told when the two cannot be joined. Empty to say nothing.</summary>
    public string? MergeFailedSpeech { get; set; }

    /// <summary>Gets or sets how the two are joined. Default: <see cref="WarmTransfer.MergeStrategy.Auto"/>.</summary>
    public MergeStrategy? MergeStrategy { get; set; }

    /// <summary>Gets or sets what the AI does once the two are joined. Default: <see cref="WarmTransfer.AfterMerge.Leave"/>.</summary>
    public AfterMerge? AfterMerge { get; set; }

    /// <summary>Gets or sets what the AI says to both when it introduces them. Used with <see cref="WarmTransfer.AfterMerge.Introduce"/>.</summary>
    public string? Introduction { get; set; }

    /// <summary>Gets or sets the chat client that speaks with the human. Default: the caller's.</summary>
    public IChatClient? ChatClient { get; set; }

    /// <summary>Gets or sets the model settings of that chat client.</summary>
    public ChatOptions? ChatOptions { get; set; }

    /// <summary>
    /// Gets or sets functions that the AI may call while it speaks with the human, besides the agent's own and the built-in
    /// ones: such as an MCP client's. Names are unique among all of them, and as every model takes them:
    /// <c>^[a-zA-Z_][a-zA-Z0-9_-]{0,63}$</c>. Default: none.
    /// </summary>
    public IReadOnlyList<AIFunction> Tools { get; set; } = [];

    /// <inheritdoc cref="CallSessionOptions.ApproveToolCall"/>
    public Func<FunctionCallContent, CancellationToken, ValueTask<bool>>? ApproveToolCall { get; set; }

    /// <summary>Gets or sets what is told whenever the transfer enters a phase or the call's state changes.</summary>
    public IProgress<TransferProgress>? Progress { get; set; }
}

/// <summary>Where a transfer stands.</summary>
/// <param name="Phase">How far it has come.</param>
/// <param name="Attempt">The call, as it is now.</param>
public sealed record TransferProgress(TransferPhase Phase, TransferAttempt Attempt);

/// <summary>How the human and the caller are joined.</summary>
public enum MergeStrategy
{
    /// <summary>Move the human; where the server has no such call (any LiveKit but Cloud), bridge the audio at once.</summary>
    Auto = 0,

    /// <summary>Move the human into the caller's room (RoomService.MoveParticipant, LiveKit Cloud only).</summary>
    MoveParticipant,

    /// <summary>The AI stays in both rooms and relays each side's audio to the other. Works on any LiveKit.</summary>
    AudioBridge,
}

/// <summary>What the AI does once the two are joined. Either way it keeps its connection, silent, to see the call's end and delete the rooms.</summary>
public enum AfterMerge
{
    /// <summary>It falls silent at once.</summary>
    Leave = 0,

    /// <summary>It says <see cref="WarmTransferOptions.Introduction"/> to both, then falls silent. Where the audio is bridged only the caller's room hears it.</summary>
    Introduce,
}
