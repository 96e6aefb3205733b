using System.Collections.Immutable;

namespace WarmTransfer.Emulator;

/// <summary>How a phone takes a call.</summary>
internal enum PhoneBehaviour
{
    Responds,
    RingsOut,
    Silent,
    RefusesConnection,
    HasUnknownHost,
    Live,
}

/// <summary>What comes of a REFER.</summary>
internal enum TransferAnswer
{
    Succeeds,
    Refused,
    Fails,
    Silent,
}

/// <summary>How a phone takes a REFER, after what time, and with which status when it refuses.</summary>
internal sealed record TransferBehaviour(TransferAnswer Answer, TimeSpan Delay, int SipStatus = 200);

/// <summary>What a person does about something heard: nothing, when there are no actions.</summary>
internal sealed record PhoneReaction(Func<HeardText, ImmutableArray<PhoneAction>> Respond, bool Once);
