namespace WarmTransfer.Emulator;

/// <summary>Which LiveKit the emulator is. The two differ in what the room service can do.</summary>
/// <remarks><c>ForwardParticipant</c> is the open-source server's in both: 500 <c>unknown</c> "not implemented".</remarks>
public enum LiveKitEdition
{
    /// <summary>LiveKit Cloud: <c>MoveParticipant</c> works.</summary>
    Cloud,

    /// <summary>
    /// The open-source server: <c>MoveParticipant</c> answers 500 <c>unknown</c> "not implemented", and after three
    /// seconds 503 <c>unavailable</c> when the participant is not there.
    /// </summary>
    OpenSource,
}
