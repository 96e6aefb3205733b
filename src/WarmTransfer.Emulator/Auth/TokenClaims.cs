using System.Text.Json;

namespace WarmTransfer.Emulator;

/// <summary>Reads a token's claims. Unknown claims are ignored; a known one of the wrong JSON type is an error.</summary>
internal static class TokenClaims
{
    public static TokenGrants ReadGrants(JsonElement claims)
    {
        var video = Object(claims, "video");
        var sip = Object(claims, "sip");
        return new TokenGrants
        {
            Identity = Text(claims, "sub"),
            Name = Text(claims, "name"),
            Kind = Text(claims, "kind"),
            Metadata = Text(claims, "metadata"),
            Attributes = Texts(claims, "attributes"),
            RoomCreate = Flag(video, "roomCreate") ?? false,
            RoomList = Flag(video, "roomList") ?? false,
            RoomAdmin = Flag(video, "roomAdmin") ?? false,
            RoomJoin = Flag(video, "roomJoin") ?? false,
            Room = Text(video, "room"),
            DestinationRoom = Text(video, "destinationRoom"),
            CanPublish = Flag(video, "canPublish"),
            CanSubscribe = Flag(video, "canSubscribe"),
            CanPublishData = Flag(video, "canPublishData"),
            CanUpdateOwnMetadata = Flag(video, "canUpdateOwnMetadata"),
            Hidden = Flag(video, "hidden") ?? false,
            Agent = Flag(video, "agent") ?? false,
            SipAdmin = Flag(sip, "admin") ?? false,
            SipCall = Flag(sip, "call") ?? false,
        };
    }

    /// <summary>Reads a time in seconds since 1970 (RFC 7519 NumericDate); <see langword="null"/> when the claim is absent.</summary>
    public static DateTimeOffset? ReadTime(JsonElement claims, string name)
    {
        if (Find(claims, name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds) || Math.Abs(seconds) > 1e11)
            throw WrongType(value, "jwt.NumericDate");
        return DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(seconds);
    }

    private static JsonElement? Object(JsonElement claims, string name)
    {
        if (Find(claims, name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Object ? value : throw WrongType(value, "object");
    }

    /// <summary>Reads a text; empty when the claim is absent.</summary>
    public static string Text(JsonElement? claims, string name)
    {
        if (Find(claims, name) is not { } value)
            return "";
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw WrongType(value, "string");
    }

    private static bool? Flag(JsonElement? claims, string name)
    {
        if (Find(claims, name) is not { } value)
            return null;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw WrongType(value, "bool");
    }

    private static Dictionary<string, string> Texts(JsonElement claims, string name)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Object(claims, name) is not { } values)
            return texts;
        foreach (var property in values.EnumerateObject())
            texts[property.Name] = Text(values, property.Name);
        return texts;
    }

    private static JsonElement? Find(JsonElement? claims, string name) =>
        claims is { } from && from.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static TokenClaimException WrongType(JsonElement value, string expected)
    {
        var found = value.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => "bool",
            _ => value.ValueKind.ToString().ToLowerInvariant(),
        };
        return new TokenClaimException($"json: cannot unmarshal {found} into Go value of type {expected}");
    }
}

/// <summary>A claim is of the wrong JSON type.</summary>
internal sealed class TokenClaimException(string message) : Exception(message);
