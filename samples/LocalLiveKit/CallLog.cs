using WarmTransfer.Emulator;

namespace LocalLiveKit;

/// <summary>Writes a line for each thing that happens to a call.</summary>
internal sealed class CallLog(TextWriter output)
{
    // Phones may act at the same time.
    private readonly Lock _lock = new();

    /// <summary>Follows a call from here on.</summary>
    public void Follow(PhoneCall call)
    {
        var from = call.FromNumber.Length > 0 ? $" from {MaskedNumber.In(call.FromNumber)}" : "";
        Write(call, $"dialled{from} as {MaskedNumber.In(call.Identity)}");
        call.OnTransition(transition => Write(call, transition.Status));
    }

    private void Write(PhoneCall call, PhoneCallStatus status)
    {
        switch (status)
        {
            case PhoneCallStatus.Dialing:
                Write(call, $"dialling, in room {MaskedNumber.In(call.Rooms[^1])}");
                break;
            case PhoneCallStatus.Ringing:
                Write(call, "ringing");
                break;
            case PhoneCallStatus.Answered:
                Write(call, "answered");
                break;
            case PhoneCallStatus.Over:
                Write(call, $"over: {Why(call)}");
                break;
        }
    }

    private void Write(PhoneCall call, string what)
    {
        lock (_lock)
            output.WriteLine($"{call.SipCallId} {MaskedNumber.In(call.Number)} {what}");
    }

    private static string Why(PhoneCall call) => call.End switch
    {
        PhoneCallEnd.Rejected => $"rejected by the phone with SIP {call.SipStatus}",
        PhoneCallEnd.Cancelled => "given up before the answer",
        PhoneCallEnd.Failed => "the phone could not be reached",
        PhoneCallEnd.HungUpByPhone => "hung up by the phone",
        PhoneCallEnd.HungUpByLiveKit => $"hung up by LiveKit ({call.DisconnectReason})",
        PhoneCallEnd.Transferred => $"transferred to {MaskedNumber.In(call.TransferredTo ?? "")}",
        PhoneCallEnd.MediaLost => "the phone's sound stopped coming",
        _ => call.End.ToString(),
    };
}
