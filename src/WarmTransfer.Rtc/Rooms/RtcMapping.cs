using System.Collections.ObjectModel;

namespace WarmTransfer;

/// <summary>The native library's messages as this library's records. Its numbers are not always the server's.</summary>
internal static class RtcMapping
{
    private const string Keys = "0123456789*#ABCD";

    public static ParticipantInfo ToParticipant(Ffi.ParticipantInfo from) => new()
    {
        Sid = from.Sid,
        Identity = from.Identity,
        Name = from.Name,
        Kind = ToKind(from.Kind),
        State = (ParticipantState)from.State,
        Metadata = from.Metadata,
        Attributes = from.Attributes.Count == 0 ? ReadOnlyDictionary<string, string>.Empty : new Dictionary<string, string>(from.Attributes),
        Permissions = ToPermissions(from.Permission),
        DisconnectReason = (DisconnectReason)from.DisconnectReason,
        JoinedAt = DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(0, from.JoinedAt)),
    };

    public static ParticipantPermissions? ToPermissions(Ffi.ParticipantPermission? from) => from is null ? null : new()
    {
        CanSubscribe = from.CanSubscribe,
        CanPublish = from.CanPublish,
        CanPublishData = from.CanPublishData,
        Hidden = from.Hidden,
        CanUpdateMetadata = from.CanUpdateMetadata,
    };

    public static TrackInfo ToTrack(Ffi.TrackPublicationInfo from) => new(
        from.Sid,
        from.Name,
        from.Kind is Ffi.TrackKind.KindVideo ? TrackKind.Video : TrackKind.Audio,
        (TrackSource)from.Source,
        from.Muted);

    public static ByteStreamHeader ToHeader(Ffi.ByteStreamInfo from) => new()
    {
        Topic = from.Topic,
        Name = from.Name,
        MimeType = from.MimeType,
        TotalLength = from.HasTotalLength ? (long)Math.Min(from.TotalLength, long.MaxValue) : null,
        Attributes = new Dictionary<string, string>(from.Attributes),
    };

    /// <summary>The key of a DTMF event; <see langword="null"/> when it is none (RFC 4733 §3.2 numbers them 0 to 15).</summary>
    public static char? ToDigit(Ffi.SipDtmf from)
    {
        if (from.Digit is [var digit])
        {
            digit = char.ToUpperInvariant(digit);
            return Keys.Contains(digit, StringComparison.Ordinal) ? digit : null;
        }

        return from.HasCode && from.Code < Keys.Length ? Keys[(int)from.Code] : null;
    }

    /// <summary>The number of a key (RFC 4733 §3.2).</summary>
    /// <exception cref="ArgumentException">It is on no keypad.</exception>
    public static uint ToDtmfCode(char digit)
    {
        var code = Keys.IndexOf(char.ToUpperInvariant(digit), StringComparison.Ordinal);
        return code >= 0 ? (uint)code : throw new ArgumentException($"'{digit}' is no key of a phone: use 0-9, A-D, * or #.", nameof(digit));
    }

    private static ParticipantKind ToKind(int from) => from switch
    {
        1 => ParticipantKind.Ingress,
        2 => ParticipantKind.Egress,
        3 => ParticipantKind.Sip,
        4 => ParticipantKind.Agent,
        5 => ParticipantKind.Connector,
        6 => ParticipantKind.Bridge,
        _ => ParticipantKind.Standard,
    };
}
