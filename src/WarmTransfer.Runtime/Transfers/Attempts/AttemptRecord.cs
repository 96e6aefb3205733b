namespace WarmTransfer;

/// <summary>Writes down what is tried and seen in one attempt. The first time of each thing counts.</summary>
internal sealed class AttemptRecord(TransferSettings settings, TimeProvider time)
{
    /// <summary>Gets the record as it is now.</summary>
    public TransferAttempt Now { get; private set; } = new()
    {
        Target = settings.CallTo,
        RoomName = settings.RoomName,
        HumanIdentity = "",
        StartedAt = time.GetUtcNow(),
    };

    public void Failed(string error) => Now = Now with { Error = error };

    public void Dialled(ConsultRoom consult) =>
        Now = Now with { RoomName = consult.Name, HumanIdentity = consult.HumanIdentity, DialledAt = time.GetUtcNow() };

    public void Rang() => Now = Now with { RingingAt = Now.RingingAt ?? time.GetUtcNow() };

    public void Answered() => Now = Now with { AnsweredAt = time.GetUtcNow() };

    public void Spoke() => Now = Now with { HumanSpokeAt = Now.HumanSpokeAt ?? time.GetUtcNow() };

    public void Decided() => Now = Now with { DecidedAt = time.GetUtcNow() };

    public void Left(DisconnectReason reason) => Now = Now with { DisconnectReason = Now.DisconnectReason ?? reason };

    public void Ended() => Now = Now with { EndedAt = time.GetUtcNow() };

    public void Note(LegEvidence evidence) => Now = Now with
    {
        SipCallId = evidence.SipCallId ?? Now.SipCallId,
        SipStatusCode = evidence.SipStatusCode ?? Now.SipStatusCode,
        SipStatus = evidence.SipStatus ?? Now.SipStatus,
        CallStatus = evidence.CallStatus ?? Now.CallStatus,
        Error = evidence.Error ?? Now.Error,
    };
}
