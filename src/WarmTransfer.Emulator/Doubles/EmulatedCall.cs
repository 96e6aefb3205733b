namespace WarmTransfer.Emulator;

/// <summary>A connected call with nobody in it, to test what an application does after a transfer. It goes on until it is ended.</summary>
/// <example>
/// <code>
/// var call = new EmulatedCall(time);
/// var handling = handler.AfterTransferAsync(new WarmTransferResult.Connected("human-agent-sip") { Call = call });
/// call.End(CallEndedBy.Caller);
/// await handling;
/// </code>
/// </example>
/// <param name="time">The clock of <see cref="CallEnd.Duration"/>. Default: the system's.</param>
public sealed class EmulatedCall(TimeProvider? time = null) : ConnectedCall
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly long _connectedAt = (time ?? TimeProvider.System).GetTimestamp();
    private readonly Signal<CallEnd> _completion = new();

    /// <inheritdoc/>
    public override Task<CallEnd> Completion => _completion.Task;

    /// <summary>Ends the call, as if somebody left or the room went away. Only the first end counts.</summary>
    /// <param name="by">Who ended it.</param>
    /// <param name="reason">What the server says of it. Default: <see cref="DisconnectReason.ClientInitiated"/>.</param>
    /// <returns>Whether it ended now; false when it had ended before.</returns>
    public bool End(CallEndedBy by, DisconnectReason reason = DisconnectReason.ClientInitiated) =>
        _completion.TrySet(new CallEnd(by, reason, _time.GetElapsedTime(_connectedAt)));

    /// <summary>Ends the call as the application does, unless it has ended before.</summary>
    /// <inheritdoc/>
    public override Task<CallEnd> EndAsync(CancellationToken cancellationToken = default)
    {
        End(CallEndedBy.Application, DisconnectReason.RoomDeleted);
        return Completion.WaitAsync(cancellationToken);
    }
}
