using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>The options of one transfer with every source consulted and every value checked.</summary>
internal sealed record TransferSettings
{
    public required string CallTo { get; init; }

    public string? SipTrunkId { get; init; }

    public SipConnection? SipConnection { get; init; }

    public string? SipNumber { get; init; }

    public IReadOnlyDictionary<string, string>? SipHeaders { get; init; }

    public string? Dtmf { get; init; }

    /// <summary>Gets the key that accepts; <see langword="null"/> for none.</summary>
    public char? AcceptDigit { get; init; }

    /// <summary>Gets the key that declines; <see langword="null"/> for none.</summary>
    public char? DeclineDigit { get; init; }

    public required TimeSpan RingingTimeout { get; init; }

    public required TimeSpan ConsultTimeout { get; init; }

    public required TimeSpan SilenceTimeout { get; init; }

    public required TimeSpan MaxHoldTime { get; init; }

    public required TimeSpan MergeTimeout { get; init; }

    public required HoldAudio HoldAudio { get; init; }

    public required string RoomName { get; init; }

    public required TransferInstructions Instructions { get; init; }

    public string? Greeting { get; init; }

    public AudioClip? GreetingAudio { get; init; }

    public required string CallerLeftSpeech { get; init; }

    public required string DeclinedSpeech { get; init; }

    public required string TimedOutSpeech { get; init; }

    public required string MergeFailedSpeech { get; init; }

    public required MergeStrategy MergeStrategy { get; init; }

    public required AfterMerge AfterMerge { get; init; }

    public required string Introduction { get; init; }

    public required IChatClient ChatClient { get; init; }

    public ChatOptions? ChatOptions { get; init; }

    public IReadOnlyList<AIFunction> Tools { get; init; } = [];

    public Func<FunctionCallContent, CancellationToken, ValueTask<bool>>? ApproveToolCall { get; init; }

    public IProgress<TransferProgress>? Progress { get; init; }

    /// <summary>Gets what is dialled: the number, or the user part of a SIP URI, which is all LiveKit takes.</summary>
    public string DialString => SipAddress.UserPart(CallTo);
}
