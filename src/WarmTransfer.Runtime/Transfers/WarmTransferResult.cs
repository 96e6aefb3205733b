using System.Globalization;
using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>What came of a transfer. A closed set: switch over the nested types.</summary>
public abstract record WarmTransferResult
{
    private WarmTransferResult()
    {
    }

    /// <summary>Gets the calls made.</summary>
    public IReadOnlyList<TransferAttempt> Attempts { get; init; } = [];

    /// <summary>Gets how long the caller was on hold.</summary>
    public TimeSpan HoldTime { get; init; }

    /// <summary>Gets the conversation with the human: user messages are the human's, assistant messages the AI's.</summary>
    public IReadOnlyList<ChatMessage> Transcript { get; init; } = [];

    /// <summary>Gets <see cref="Transcript"/> as text: a line for each thing said, <c>Human: …</c> or <c>Assistant: …</c>; calls of tools are left out. It holds what people said: keep it out of logs.</summary>
    public string TranscriptText => ConsultTranscript.Write(Transcript, "Human");

    /// <summary>Says what happened in a sentence that can be given to the caller's AI.</summary>
    public abstract string Describe();

    /// <summary>Says for a log what happened: the outcome, the SIP status, how many were called and how long the caller was on hold. Nothing that people said is part of it, and no number.</summary>
    public sealed override string ToString()
    {
        var outcome = this is TimedOut timedOut ? $"{nameof(TimedOut)}({timedOut.Phase}, {timedOut.Limit})" : GetType().Name;
        var status = Attempts is [.., { SipStatusCode: { } code }] ? $" (SIP {code})" : "";
        var attempts = Attempts.Count == 1 ? "1 attempt" : $"{Attempts.Count} attempts";
        return string.Create(CultureInfo.InvariantCulture, $"{outcome}{status}: {attempts}, {HoldTime.TotalSeconds:0.0} s on hold");
    }

    /// <summary>The human and the caller are together.</summary>
    /// <param name="HumanAgentIdentity">The human's identity.</param>
    public sealed record Connected(string HumanAgentIdentity) : WarmTransferResult
    {
        /// <summary>Gets the call that goes on.</summary>
        public required ConnectedCall Call { get; init; }

        /// <inheritdoc/>
        public override string Describe() => "The caller has been connected with a human agent.";
    }

    /// <summary>The human did not want to take the call.</summary>
    /// <param name="Reason">Why, as the AI understood it; may be empty.</param>
    public sealed record Declined(string Reason) : WarmTransferResult
    {
        /// <inheritdoc/>
        public override string Describe() => Reason.Length == 0
            ? "The human agent was reached but cannot take the call."
            : $"The human agent was reached but cannot take the call. Their reason: {Reason}";
    }

    /// <summary>A mailbox answered.</summary>
    public sealed record Voicemail : WarmTransferResult
    {
        /// <inheritdoc/>
        public override string Describe() => "Only the human agent's voicemail answered.";
    }

    /// <summary>The line was busy (SIP 486 or 600).</summary>
    public sealed record Busy : WarmTransferResult
    {
        /// <inheritdoc/>
        public override string Describe() => "The human agent's line is busy.";
    }

    /// <summary>The phone rang and nobody answered.</summary>
    public sealed record NoAnswer : WarmTransferResult
    {
        /// <inheritdoc/>
        public override string Describe() => "The human agent's phone rang, but nobody answered.";
    }

    /// <summary>The phone rejected the call (SIP 603, 607, 608, 403).</summary>
    public sealed record Rejected : WarmTransferResult
    {
        /// <inheritdoc/>
        public override string Describe() => "The call to the human agent was rejected.";
    }

    /// <summary>The phone could not be reached: it never rang.</summary>
    public sealed record Unreachable : WarmTransferResult
    {
        /// <inheritdoc/>
        public override string Describe() => "The human agent cannot be reached at the moment.";
    }

    /// <summary>The human answered and left before deciding.</summary>
    /// <param name="Reason">How the leg ended.</param>
    public sealed record HumanLeft(DisconnectReason Reason) : WarmTransferResult
    {
        /// <inheritdoc/>
        public override string Describe() => "The human agent hung up before taking the call.";
    }

    /// <summary>The caller left before being connected.</summary>
    /// <param name="Reason">How the caller's leg ended.</param>
    public sealed record CallerLeft(DisconnectReason Reason) : WarmTransferResult
    {
        /// <inheritdoc/>
        public override string Describe() => "The caller hung up while on hold.";
    }

    /// <summary>Something took too long.</summary>
    /// <param name="Phase">How far the transfer had come.</param>
    /// <param name="Limit">Which limit passed.</param>
    public sealed record TimedOut(TransferPhase Phase, TransferLimit Limit) : WarmTransferResult
    {
        /// <inheritdoc/>
        public override string Describe() => "No human agent took the call in time.";
    }

    /// <summary>The human agreed, but the two could not be joined.</summary>
    /// <param name="Error">What the server said.</param>
    public sealed record MergeFailed(string Error) : WarmTransferResult
    {
        /// <inheritdoc/>
        public override string Describe() => "A human agent agreed to take the call, but the connection could not be made for technical reasons.";
    }

    /// <summary>The application cancelled the transfer.</summary>
    public sealed record Cancelled : WarmTransferResult
    {
        /// <inheritdoc/>
        public override string Describe() => "The transfer was cancelled.";
    }
}
