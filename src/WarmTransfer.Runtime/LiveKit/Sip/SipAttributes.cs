namespace WarmTransfer;

/// <summary>Names and values of the attributes LiveKit's SIP service sets on a call's participant.</summary>
public static class SipAttributes
{
    /// <summary>The state of the call: absent for about 200 ms, then one of the <c>CallStatus…</c> values.</summary>
    public const string CallStatus = "sip.callStatus";

    /// <summary>LiveKit's id of the call, <c>SCL_…</c>.</summary>
    public const string CallId = "sip.callID";

    /// <summary>The SIP Call-ID header, once answered.</summary>
    public const string CallIdFull = "sip.callIDFull";

    /// <summary>The SIP dialog tag, once answered.</summary>
    public const string CallTag = "sip.callTag";

    /// <summary>The number dialled; absent when numbers are hidden.</summary>
    public const string PhoneNumber = "sip.phoneNumber";

    /// <summary>The trunk's id.</summary>
    public const string TrunkId = "sip.trunkID";

    /// <summary>The number the call comes from.</summary>
    public const string TrunkPhoneNumber = "sip.trunkPhoneNumber";

    /// <summary>The SIP host dialled.</summary>
    public const string Hostname = "sip.hostname";

    /// <summary>The INVITE has been sent.</summary>
    public const string CallStatusDialing = "dialing";

    /// <summary>The far end said that it rings. May be skipped.</summary>
    public const string CallStatusRinging = "ringing";

    /// <summary>DTMF is being sent after the answer.</summary>
    public const string CallStatusAutomation = "automation";

    /// <summary>The call is answered.</summary>
    public const string CallStatusActive = "active";

    /// <summary>The call has ended; the participant is about to leave.</summary>
    public const string CallStatusHangup = "hangup";
}
