using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests;

/// <summary>Webhooks that a real server sent, and those of the emulator, as their receiver sees them.</summary>
public sealed class RecordedWebhookTests
{
    private readonly VirtualTime _time = new();
    private readonly LiveKitCredentials _credentials = new("http://livekit.test", "devkey", LiveKitEmulatorOptions.DevelopmentApiSecret);

    public static TheoryData<string> Recordings() =>
        ["webhook-participant_joined", "webhook-participant_left", "webhook-room_finished", "webhook-room_started", "webhook-track_published"];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Receive_AsRecorded_IsTyped(string name) => _time.Run(async () =>
    {
        var receiver = new WebhookReceiver(_credentials, _time);
        foreach (var recorded in Load(name).GetProperty("requests").EnumerateArray())
        {
            var json = recorded.GetProperty("request").GetProperty("body");
            var body = Encoding.UTF8.GetBytes(json.GetRawText());
            var token = _credentials.Sign(new AccessToken { Sha256 = Convert.ToBase64String(SHA256.HashData(body)) }, _time);

            var receipt = await receiver.ReceiveAsync(body, token, (_, _) => Task.CompletedTask);

            AssertIs(json, Assert.IsType<WebhookReceipt.Handled>(receipt).Event);
        }
    });

    [Fact]
    public void Receive_FromTheEmulator_HandlesWhatHappened() => _time.Run(async () =>
    {
        var handled = new List<WebhookEvent>();
        using var http = new HttpMessageInvoker(new Endpoint(new WebhookReceiver(_credentials, _time), handled.Add));
        await using (var emulator = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = _time, Webhooks = [new Uri("http://app.test/livekit")], WebhookClient = http }))
        {
            var token = emulator.Backend.Server.SignToken(new AccessToken { Identity = "caller", Video = new VideoGrant { RoomJoin = true, Room = "desk" } });
            await using var room = await emulator.Rooms.ConnectAsync(emulator.Url, token);
            await using var voice = await room.PublishAudioAsync("mic");
        }

        Assert.Equal(
            [
                typeof(WebhookEvent.RoomStarted), typeof(WebhookEvent.ParticipantJoined), typeof(WebhookEvent.TrackPublished),
                typeof(WebhookEvent.TrackUnpublished), typeof(WebhookEvent.ParticipantLeft), typeof(WebhookEvent.RoomFinished),
            ],
            handled.Select(e => e.GetType()));
    });

    private static void AssertIs(JsonElement recorded, WebhookEvent webhook)
    {
        Assert.Equal(recorded.GetProperty("id").GetString(), webhook.Id);
        Assert.Equal(recorded.GetProperty("createdAt").GetString(), webhook.CreatedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var who = recorded.TryGetProperty("participant", out var participant) ? participant.GetProperty("identity").GetString() : null;
        var room = recorded.GetProperty("room").GetProperty("name").GetString();
        Assert.Equal((recorded.GetProperty("event").GetString(), room, who), Describe(webhook));
    }

    private static (string? Event, string? Room, string? Who) Describe(WebhookEvent webhook) => webhook switch
    {
        WebhookEvent.RoomStarted started => ("room_started", started.Room.Name, null),
        WebhookEvent.RoomFinished finished => ("room_finished", finished.Room.Name, null),
        WebhookEvent.ParticipantJoined { Participant.State: ParticipantState.Active } joined => ("participant_joined", joined.Room.Name, joined.Participant.Identity),
        WebhookEvent.ParticipantLeft { Participant.DisconnectReason: not DisconnectReason.Unknown } left => ("participant_left", left.Room.Name, left.Participant.Identity),
        WebhookEvent.TrackPublished { Track: { Name: "mic", Source: TrackSource.Microphone } } published => ("track_published", published.RoomName, published.ParticipantIdentity),
        _ => (webhook.ToString(), null, null),
    };

    private static JsonElement Load(string name) => JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", name + ".json")));

    /// <summary>An application's webhook endpoint.</summary>
    private sealed class Endpoint(WebhookReceiver receiver, Action<WebhookEvent> handle) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            var authorization = Assert.Single(request.Headers.GetValues("Authorization"));
            var receipt = await receiver.ReceiveAsync(body, authorization, Handle, cancellationToken);
            return new HttpResponseMessage((System.Net.HttpStatusCode)receipt.StatusCode);
        }

        private Task Handle(WebhookEvent webhook, CancellationToken cancellationToken)
        {
            handle(webhook);
            return Task.CompletedTask;
        }
    }
}
