namespace WarmTransfer.Emulator;

/// <summary>A transfer by SIP REFER (RFC 3515), as far as LiveKit sees it.</summary>
internal static class SipTransfer
{
    /// <summary>Asks the far end to call someone else; on success it hangs up here.</summary>
    /// <param name="behaviour">How the far end takes it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ended">The call is over.</param>
    /// <param name="succeeded">What is done on success.</param>
    public static async Task RunAsync(TransferBehaviour behaviour, TimeProvider time, CancellationToken ended, Action succeeded)
    {
        try
        {
            // One that never answers is waited for until the server gives up.
            await Task.Delay(behaviour.Answer == TransferAnswer.Silent ? Timeout.InfiniteTimeSpan : behaviour.Delay, time, ended);
        }
        catch (OperationCanceledException)
        {
            throw SipErrors.Cancelled();
        }

        switch (behaviour.Answer)
        {
            case TransferAnswer.Refused:
                throw SipErrors.TransferRefused(behaviour.SipStatus);
            case TransferAnswer.Fails:
                throw SipErrors.TransferFailed();
            default:
                succeeded();
                return;
        }
    }
}
