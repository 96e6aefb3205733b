using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator;

/// <summary>The token an assigned agent joins its room with: an hour long, with what the worker said it needs.</summary>
internal sealed class JobToken(string apiKey, string apiSecret)
{
    private const int LifetimeInSeconds = 3600;

    private readonly ServerToken _token = new(apiSecret);

    public string Sign(string room, AvailabilityResponse agent, ParticipantPermission permissions, DateTimeOffset now) => _token.Sign(claims =>
    {
        var from = now.ToUnixTimeSeconds();
        if (agent.ParticipantAttributes.Count > 0)
        {
            claims.WriteStartObject("attributes");
            foreach (var (name, value) in agent.ParticipantAttributes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                claims.WriteString(name, value);
            claims.WriteEndObject();
        }

        claims.WriteNumber("exp", from + LifetimeInSeconds);
        claims.WriteString("iss", apiKey);
        claims.WriteString("kind", "agent");
        if (agent.ParticipantMetadata.Length > 0)
            claims.WriteString("metadata", agent.ParticipantMetadata);
        if (agent.ParticipantName.Length > 0)
            claims.WriteString("name", agent.ParticipantName);
        claims.WriteNumber("nbf", from);
        claims.WriteString("sub", agent.ParticipantIdentity);

        claims.WriteStartObject("video");
        claims.WriteBoolean("agent", true);
        claims.WriteBoolean("canPublish", permissions.CanPublish);
        claims.WriteBoolean("canPublishData", permissions.CanPublishData);
        claims.WriteBoolean("canSubscribe", permissions.CanSubscribe);
        claims.WriteBoolean("canSubscribeMetrics", permissions.CanSubscribeMetrics);
        claims.WriteBoolean("canUpdateOwnMetadata", permissions.CanUpdateMetadata);
        if (permissions.Hidden)
            claims.WriteBoolean("hidden", true);
        claims.WriteString("room", room);
        claims.WriteBoolean("roomJoin", true);
        claims.WriteEndObject();
    });
}
