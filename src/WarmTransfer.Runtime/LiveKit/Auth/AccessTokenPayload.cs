using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WarmTransfer;

/// <summary>Writes the claims of a token as LiveKit reads them; what is unset is left out.</summary>
internal static class AccessTokenPayload
{
    public static string Write(AccessToken token, string apiKey, DateTimeOffset now)
    {
        Check(token);
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("iss", apiKey);
            WriteText(json, "sub", token.Identity);
            json.WriteNumber("nbf", now.ToUnixTimeSeconds());
            json.WriteNumber("exp", ToUnixSecondsRoundedUp(now + token.Lifetime));
            WriteText(json, "name", token.Name);
            if (token.Kind != ParticipantKind.Standard)
                json.WriteString("kind", ToClaim(token.Kind));
            WriteText(json, "metadata", token.Metadata);
            WriteAttributes(json, token.Attributes);
            WriteText(json, "sha256", token.Sha256);
            if (token.Video is { } video)
                WriteVideo(json, video);
            if (token.Sip is { } sip)
                WriteSip(json, sip);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Check(AccessToken token)
    {
        if (token.Lifetime <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(token), token.Lifetime, "Lifetime must be more than zero.");
        if (token.Video is { RoomJoin: true } && string.IsNullOrEmpty(token.Identity))
            throw new ArgumentException("A token with RoomJoin needs an Identity: the server lets nobody join without one.", nameof(token));
    }

    // A token must not end before its lifetime is over, and the claim has whole seconds only.
    private static long ToUnixSecondsRoundedUp(DateTimeOffset time) => (time.ToUnixTimeMilliseconds() + 999) / 1000;

    private static string ToClaim(ParticipantKind kind) => kind switch
    {
        ParticipantKind.Ingress => "ingress",
        ParticipantKind.Egress => "egress",
        ParticipantKind.Sip => "sip",
        ParticipantKind.Agent => "agent",
        ParticipantKind.Connector => "connector",
        ParticipantKind.Bridge => "bridge",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, string.Create(CultureInfo.InvariantCulture, $"Kind {(int)kind} is not a kind of participant that LiveKit knows.")),
    };

    private static void WriteVideo(Utf8JsonWriter json, VideoGrant grant)
    {
        json.WriteStartObject("video");
        WriteFlag(json, "roomCreate", grant.RoomCreate);
        WriteFlag(json, "roomList", grant.RoomList);
        WriteFlag(json, "roomAdmin", grant.RoomAdmin);
        WriteFlag(json, "roomJoin", grant.RoomJoin);
        WriteText(json, "room", grant.Room);
        WriteText(json, "destinationRoom", grant.DestinationRoom);
        WriteChoice(json, "canPublish", grant.CanPublish);
        WriteChoice(json, "canSubscribe", grant.CanSubscribe);
        WriteChoice(json, "canPublishData", grant.CanPublishData);
        WriteChoice(json, "canUpdateOwnMetadata", grant.CanUpdateOwnMetadata);
        WriteFlag(json, "hidden", grant.Hidden);
        WriteFlag(json, "agent", grant.Agent);
        json.WriteEndObject();
    }

    private static void WriteSip(Utf8JsonWriter json, SipGrant grant)
    {
        json.WriteStartObject("sip");
        WriteFlag(json, "admin", grant.Admin);
        WriteFlag(json, "call", grant.Call);
        json.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? attributes)
    {
        if (attributes is not { Count: > 0 })
            return;

        json.WriteStartObject("attributes");
        foreach (var (name, value) in attributes)
            json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string claim, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(claim, value);
    }

    private static void WriteFlag(Utf8JsonWriter json, string claim, bool value)
    {
        if (value)
            json.WriteBoolean(claim, value);
    }

    // Unlike a flag, false says something: LiveKit takes a missing one as allowed.
    private static void WriteChoice(Utf8JsonWriter json, string claim, bool? value)
    {
        if (value is { } choice)
            json.WriteBoolean(claim, choice);
    }
}
