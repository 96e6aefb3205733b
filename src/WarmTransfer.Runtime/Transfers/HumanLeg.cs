namespace WarmTransfer;

/// <summary>The human's phone call: dialled once, and hung up for certain.</summary>
internal sealed class HumanLeg(ILiveKitServer server, CreateSipParticipantRequest request, IRoom consultRoom, TimeProvider timeProvider)
{
    /// <summary>A phone being dialled joins the room about 200 ms after the request; before that there is nobody to remove.</summary>
    private static readonly TimeSpan RemovalInterval = TimeSpan.FromMilliseconds(100);

    private Task<SipParticipantInfo>? _dial;
    private string _room = request.RoomName;

    /// <summary>Dials. Not to be cancelled: giving up on the request leaves the phone ringing, hanging up does not.</summary>
    public Task<SipParticipantInfo> DialAsync() => _dial = server.CreateSipParticipantAsync(request, CancellationToken.None);

    /// <summary>The human is in another room now.</summary>
    public void MovedTo(string room) => _room = room;

    /// <summary>Cancels the ringing phone, or hangs up the answered one. Returns when there is nothing left to ring.</summary>
    public async Task HangUpAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var removed = await TryRemoveAsync(cancellationToken);
            if (_dial is null or { IsCompleted: true } && (removed || !IsInConsultRoom))
                return;

            // The dial is still on its way: the phone can yet appear, and would ring on by itself.
            await Task.Delay(RemovalInterval, timeProvider, cancellationToken);
        }
    }

    private bool IsInConsultRoom => consultRoom.Contains(request.ParticipantIdentity);

    private async Task<bool> TryRemoveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await server.RemoveParticipantAsync(_room, request.ParticipantIdentity, cancellationToken);
            return true;
        }
        catch (LiveKitException error) when (error.Code is TwirpErrorCode.NotFound)
        {
            return false;
        }
    }
}
