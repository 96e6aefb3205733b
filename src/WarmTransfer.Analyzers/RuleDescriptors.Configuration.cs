using Microsoft.CodeAnalysis;

namespace WarmTransfer.Analyzers;

/// <content>What the rules about settings say.</content>
internal static partial class RuleDescriptors
{
    /// <summary>"The options give both SipTrunkId and SipConnection, but a call goes through one or the other; remove one of them".</summary>
    public static readonly DiagnosticDescriptor TrunkAndConnection = new(
        RuleIds.TrunkAndConnection,
        "A call goes through a trunk or a SIP connection, not both",
        "The options give both SipTrunkId and SipConnection, but a call goes through one or the other; remove one of them",
        RuleCategories.Configuration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "With both, every transfer with these options ends with an options error before anything is dialled.",
        RulePages.Base + RuleIds.TrunkAndConnection + RulePages.Extension);

    /// <summary>"'billing' is not the id of a SIP trunk, which begins with 'ST_'; copy the id from LiveKit's dashboard or from ILiveKitServer.ListSipOutboundTrunksAsync".</summary>
    public static readonly DiagnosticDescriptor InvalidTrunkId = new(
        RuleIds.InvalidTrunkId,
        "A trunk is named by its id, which begins with ST_",
        "'{0}' is not the id of a SIP trunk, which begins with 'ST_'; copy the id from LiveKit's dashboard or from ILiveKitServer.ListSipOutboundTrunksAsync",
        RuleCategories.Configuration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "LiveKit finds a trunk by its id alone, neither by its name nor by its number. A transfer with another text ends with an options error before anything is dialled.",
        RulePages.Base + RuleIds.InvalidTrunkId + RulePages.Extension);

    /// <summary>"'+1 (510) 555-0123' cannot be called, because it is neither a phone number in E.164 form nor a SIP URI; write "+15105550123"".</summary>
    public static readonly DiagnosticDescriptor InvalidCallTo = new(
        RuleIds.InvalidCallTo,
        "The human is called at an E.164 number or a SIP URI",
        "'{0}' cannot be called, because it is neither a phone number in E.164 form nor a SIP URI; write {1}",
        RuleCategories.Configuration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "E.164 is a plus sign, the country code and digits, without spaces or other marks; a SIP URI is such as sip:desk@example.com. A transfer to anything else ends with an options error before anything is dialled.",
        RulePages.Base + RuleIds.InvalidCallTo + RulePages.Extension);

    /// <summary>"'0015105550100' cannot be called from, because it is not a phone number in E.164 form; write "+15105550100"".</summary>
    public static readonly DiagnosticDescriptor InvalidSipNumber = new(
        RuleIds.InvalidSipNumber,
        "The number called from is an E.164 number",
        "'{0}' cannot be called from, because it is not a phone number in E.164 form; write {1}",
        RuleCategories.Configuration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "E.164 is a plus sign, the country code and digits, without spaces or other marks. A transfer from anything else ends with an options error before anything is dialled.",
        RulePages.Base + RuleIds.InvalidSipNumber + RulePages.Extension);

    /// <summary>"The DTMF text '1,2' contains ',', which cannot be sent; use 0-9, A-D, * and #, and w for a pause of half a second".</summary>
    public static readonly DiagnosticDescriptor InvalidDtmf = new(
        RuleIds.InvalidDtmf,
        "DTMF is digits, A to D, star, pound and pauses",
        "The DTMF text '{0}' contains '{1}', which cannot be sent; use 0-9, A-D, * and #, and w for a pause of half a second",
        RuleCategories.Configuration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A telephone keypad has sixteen keys, and LiveKit adds w for a pause. A transfer with another character ends with an options error before anything is dialled.",
        RulePages.Base + RuleIds.InvalidDtmf + RulePages.Extension);

    /// <summary>"AcceptDigit '12' is not one key of a phone; use one of 0-9, A-D, * and #, or \"\" for none".</summary>
    public static readonly DiagnosticDescriptor InvalidDecisionDigit = new(
        RuleIds.InvalidDecisionDigit,
        "The human accepts or declines with one key",
        "{0} '{1}' is not one key of a phone; use one of 0-9, A-D, * and #, or \"\" for none",
        RuleCategories.Configuration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A telephone keypad has sixteen keys, and one of them decides. A transfer with anything else ends with an options error before anything is dialled.",
        RulePages.Base + RuleIds.InvalidDecisionDigit + RulePages.Extension);

    /// <summary>"RingingTimeout is 00:02:00, which is out of range; give it whole seconds from 1 to 80".</summary>
    public static readonly DiagnosticDescriptor TimeoutOutOfRange = new(
        RuleIds.TimeoutOutOfRange,
        "A time limit of a transfer is out of range",
        "{0} is {1}, which is out of range; give it {2}",
        RuleCategories.Configuration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Each limit has a longest value, and none may be zero. A transfer with another one ends with an options error before anything is dialled.",
        RulePages.Base + RuleIds.TimeoutOutOfRange + RulePages.Extension);

    /// <summary>"The consult room is given an empty name; give it a name of its own, or leave RoomName unset".</summary>
    public static readonly DiagnosticDescriptor InvalidConsultRoomName = new(
        RuleIds.InvalidConsultRoomName,
        "The consult room must have a name of its own",
        "The consult room {0}; give it a name of its own, or leave RoomName unset",
        RuleCategories.Configuration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The human is briefed in a room that the caller is not in. Unset, its name is made from that of the caller's room. A transfer into a room without a name, or into the caller's, ends with an options error before anything is dialled.",
        RulePages.Base + RuleIds.InvalidConsultRoomName + RulePages.Extension);

    /// <summary>"An API secret stands in the source, and anyone who reads it can act as this application; read it from the environment variable LIVEKIT_API_SECRET, and replace it in LiveKit if it was ever committed".</summary>
    public static readonly DiagnosticDescriptor ApiSecretInSource = new(
        RuleIds.ApiSecretInSource,
        "An API secret must not stand in the source",
        "An API secret stands in the source, and anyone who reads it can act as this application; read it from the environment variable LIVEKIT_API_SECRET, and replace it in LiveKit if it was ever committed",
        RuleCategories.Configuration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "With the secret anybody can sign tokens: join every room, listen, and place calls. Source is copied, committed and shipped.",
        RulePages.Base + RuleIds.ApiSecretInSource + RulePages.Extension);

    /// <summary>"The setting 'RingTimeout' of the section WarmTransfer is never read; did you mean 'RingingTimeout'?".</summary>
    public static readonly DiagnosticDescriptor UnknownSetting = new(
        RuleIds.UnknownSetting,
        "A setting of the section WarmTransfer is not one that is read",
        "The setting '{0}' of the section WarmTransfer is never read; {1}",
        RuleCategories.Configuration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Configuration has no spelling errors: a key that nobody asks for is silently left alone, and the default is used instead.",
        RulePages.Base + RuleIds.UnknownSetting + RulePages.Extension);
}
