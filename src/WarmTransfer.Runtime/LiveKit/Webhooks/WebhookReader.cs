using System.Text;
using System.Text.Json;
using Google.Protobuf;

namespace WarmTransfer;

/// <summary>Reads the body of a webhook: proto JSON in camelCase, defaults left out.</summary>
internal static class WebhookReader
{
    // What a newer server adds must not make an old event unreadable.
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(ignoreUnknownFields: true));

    /// <summary>Reads an event; <see langword="null"/> when the body is none.</summary>
    public static WebhookEvent? TryRead(ReadOnlyMemory<byte> body)
    {
        try
        {
            var json = JsonElement.Parse(body.Span);
            if (Text(json, "event") is not { Length: > 0 } name || Text(json, "id") is not { Length: > 0 } id)
                return null;

            var message = TryParse(body.Span);
            var createdAt = DateTimeOffset.FromUnixTimeSeconds(message?.CreatedAt ?? 0);
            return Known(name, message, id, createdAt) ?? new WebhookEvent.Other(name, json) { Id = id, CreatedAt = createdAt };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            // No JSON, texts that are no Unicode, or a time outside the calendar.
            return null;
        }
    }

    private static WebhookEvent? Known(string name, Protocol.WebhookEvent? message, string id, DateTimeOffset createdAt) => (name, message) switch
    {
        ("room_started", { Room: { } room }) => new WebhookEvent.RoomStarted(room.ToRecord()) { Id = id, CreatedAt = createdAt },
        ("room_finished", { Room: { } room }) => new WebhookEvent.RoomFinished(room.ToRecord()) { Id = id, CreatedAt = createdAt },
        ("participant_joined", { Room: { } room, Participant: { } who }) => new WebhookEvent.ParticipantJoined(room.ToRecord(), who.ToRecord()) { Id = id, CreatedAt = createdAt },
        ("participant_left", { Room: { } room, Participant: { } who }) => new WebhookEvent.ParticipantLeft(room.ToRecord(), who.ToRecord()) { Id = id, CreatedAt = createdAt },
        ("track_published", { Room: { } room, Participant: { } who, Track: { } track }) => new WebhookEvent.TrackPublished(room.Name, who.Identity, track.ToRecord()) { Id = id, CreatedAt = createdAt },
        ("track_unpublished", { Room: { } room, Participant: { } who, Track: { } track }) => new WebhookEvent.TrackUnpublished(room.Name, who.Identity, track.ToRecord()) { Id = id, CreatedAt = createdAt },
        _ => null,
    };

    // One with a value that this version does not know is still an event, though not a typed one.
    private static Protocol.WebhookEvent? TryParse(ReadOnlySpan<byte> body)
    {
        try
        {
            return Parser.Parse<Protocol.WebhookEvent>(Encoding.UTF8.GetString(body));
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidJsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
