using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>One phone call: dialled once, and hung up for certain.</summary>
internal sealed class PhoneDial(ILiveKitServer server, CreateSipParticipantRequest request, IRoom consultRoom, TimeProvider timeProvider, ILogger logger)
{
    /// <summary>A phone being dialled joins the room about 200 ms after the request; before that there is nobody to remove.</summary>
    private static readonly TimeSpan RemovalInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Nobody waits for it any more, so there is no hurry: a dial ends by itself, at the latest when its request times out after the ringing timeout.</summary>
    private static readonly TimeSpan LateRemovalInterval = TimeSpan.FromSeconds(1);

    /// <summary>How often the server must find nobody before it is believed: the room may show a busy phone for 3 s, because LiveKit tells of participants who publish nothing in batches.</summary>
    private const int LooksInVain = 2;

    private Task<SipParticipantInfo>? _dial;
    private Task _dialEnded = Task.CompletedTask;
    private string[] _rooms = [request.RoomName];

    /// <summary>Dials. Not to be cancelled: giving up on the request leaves the phone ringing, hanging up does not.</summary>
    public Task<SipParticipantInfo> DialAsync()
    {
        _dial = server.CreateSipParticipantAsync(request, CancellationToken.None);
        _dialEnded = EndedAsync(_dial);
        return _dial;
    }

    /// <summary>The human is going to be moved: a server that seems to have failed may do so yet.</summary>
    public void MayMoveTo(string room) => _rooms = [request.RoomName, room];

    /// <summary>Cancels the ringing phone, or hangs up the answered one. Returns when there is nothing left to ring.</summary>
    public async Task HangUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RemoveAsync(RemovalInterval, cancellationToken);
        }
        catch (Exception) when (_dial is { IsCompleted: false })
        {
            // Nobody waits any longer, but the server may still act on the dial.
            _ = HangUpLaterAsync(_dial);
            throw;
        }
    }

    private async Task HangUpLaterAsync(Task dial)
    {
        while (true)
        {
            try
            {
                await RemoveAsync(LateRemovalInterval, CancellationToken.None);
                return;
            }
            catch (Exception exception) when (!dial.IsCompleted)
            {
                logger.LateHangUpFailed(request.RoomName, exception);
                await Task.Delay(LateRemovalInterval, timeProvider, CancellationToken.None);
            }
            catch (Exception exception)
            {
                logger.LateHangUpFailed(request.RoomName, exception);
                return;
            }
        }
    }

    private async Task RemoveAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        // Removed once is removed, though the room may take seconds to say so.
        var removed = false;
        var inVain = 0;
        while (true)
        {
            removed |= await TryRemoveAsync(cancellationToken);
            if (_dial is null or { IsCompleted: true } && (removed || !IsInConsultRoom || ++inVain == LooksInVain))
                return;

            // The dial is still on its way: the phone can yet appear, and would ring on by itself.
            await DialEndsOrAsync(interval, cancellationToken);
        }
    }

    /// <summary>Waits, but no longer than the dial is on its way: a phone that was removed ends it at once.</summary>
    private async Task DialEndsOrAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        using var passed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pause = EndedAsync(Task.Delay(interval, timeProvider, passed.Token));
        await (_dialEnded.IsCompleted ? pause : Task.WhenAny(_dialEnded, pause));
        passed.Cancel();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async Task EndedAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception)
        {
            // That it ended is all that is asked for; how, others see to.
        }
    }

    private bool IsInConsultRoom => consultRoom.Contains(request.ParticipantIdentity);

    private async Task<bool> TryRemoveAsync(CancellationToken cancellationToken)
    {
        foreach (var room in _rooms)
        {
            try
            {
                await server.RemoveParticipantAsync(room, request.ParticipantIdentity, cancellationToken);
                return true;
            }
            catch (LiveKitException exception) when (exception.Code is TwirpErrorCode.NotFound)
            {
                // In the next one, or nowhere.
            }
        }

        return false;
    }
}
