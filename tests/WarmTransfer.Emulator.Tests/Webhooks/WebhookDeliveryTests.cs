using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WarmTransfer.Emulator.Tests;

/// <summary>How webhooks are sent: again when not received, in order for each room, and to every address.</summary>
public sealed class WebhookDeliveryTests
{
    private readonly VirtualTime _time = new();
    private readonly WebhookInbox _inbox;

    public WebhookDeliveryTests() => _inbox = new WebhookInbox(_time);

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public void Post_NeverReceived_IsSentFiveTimesOverFifteenSeconds(HttpStatusCode status)
    {
        _inbox.Answer = _ => Task.FromResult(status);

        Run(async emulator =>
        {
            await CreateRoomAsync(emulator, "room");
            await Task.Delay(TimeSpan.FromMinutes(1), _time);
        });

        Assert.Equal([0, 1, 3, 7, 15], Seconds(_inbox.Received));
        Assert.Single(_inbox.Received.Select(w => (w.Id, w.Authorization, Encoding.UTF8.GetString(w.Body))).Distinct());
    }

    [Theory]
    [InlineData(HttpStatusCode.NoContent)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.NotImplemented)]
    public void Post_Answered_IsNotSentAgain(HttpStatusCode status)
    {
        _inbox.Answer = _ => Task.FromResult(status);

        Run(async emulator =>
        {
            await CreateRoomAsync(emulator, "room");
            await Task.Delay(TimeSpan.FromMinutes(1), _time);
        });

        Assert.Single(_inbox.Received);
    }

    [Fact]
    public void Post_GivenUp_LetsTheNextEventFollow()
    {
        _inbox.Answer = w => Task.FromResult(w.Event == "room_started" ? HttpStatusCode.BadGateway : HttpStatusCode.OK);

        Run(async emulator =>
        {
            await CreateRoomAsync(emulator, "room");
            await emulator.Backend.Server.DeleteRoomAsync("room");
            await Task.Delay(TimeSpan.FromMinutes(1), _time);
        });

        Assert.Equal([0, 1, 3, 7, 15, 15], Seconds(_inbox.Received));
        Assert.Equal("room_finished", _inbox.Received[^1].Event);
    }

    [Fact]
    public void Post_NotReceivedInOneRoom_HoldsUpNoOther()
    {
        _inbox.Answer = w => Task.FromResult(w.Room == "stuck" ? HttpStatusCode.BadGateway : HttpStatusCode.OK);

        Run(async emulator =>
        {
            await CreateRoomAsync(emulator, "stuck");
            await emulator.Backend.Server.DeleteRoomAsync("stuck");
            await CreateRoomAsync(emulator, "free");
            await emulator.Backend.Server.DeleteRoomAsync("free");
        });

        Assert.Equal(["room_started", "room_finished"], _inbox.Received.Where(w => w.Room == "free").Select(w => w.Event));
        Assert.Equal([0, 0], Seconds(_inbox.Received.Where(w => w.Room == "free")));
    }

    [Fact]
    public void Post_NeverAnswered_IsTriedAgainAfterTenSeconds()
    {
        var never = new TaskCompletionSource<HttpStatusCode>();
        _inbox.Answer = w => _inbox.Received.Count == 1 ? never.Task : Task.FromResult(HttpStatusCode.OK);
        using var patient = new PatientHandler(_inbox);

        _time.Run(async () =>
        {
            var emulator = new LiveKitEmulator(new LiveKitEmulatorOptions
            {
                TimeProvider = _time,
                Webhooks = [new Uri("http://hooks.test/hook")],
                WebhookClient = new HttpMessageInvoker(patient),
            });
            await CreateRoomAsync(emulator, "room");
            await Task.Delay(TimeSpan.FromMinutes(1), _time);
        });

        Assert.Equal([0, 11], Seconds(_inbox.Received));
    }

    [Fact]
    public void Post_ToTwoAddresses_ReachesEachWithTheSameId()
    {
        var (one, two) = (new Uri("http://one.test/"), new Uri("http://two.test/"));

        _time.Run(() => CreateRoomAsync(_inbox.CreateEmulator(one, two), "room"));

        Assert.Equal([one, two], _inbox.Received.Select(w => w.Url));
        Assert.Single(_inbox.Received.Select(w => w.Id).Distinct());
    }

    [Fact]
    public void Dispose_WithEventsWaiting_SendsThemOnceMore()
    {
        _inbox.Answer = _ => Task.FromResult(HttpStatusCode.BadGateway);

        _time.Run(async () =>
        {
            var emulator = _inbox.CreateEmulator();
            await CreateRoomAsync(emulator, "room");
            await emulator.DisposeAsync();
            await Task.Delay(TimeSpan.FromMinutes(1), _time);
        });

        Assert.Equal(["room_started", "room_finished"], _inbox.Received.Select(w => w.Event));
    }

    [Fact]
    public void TrackUnpublished_ByItsOwner_NamesRoomOwnerAndTrack()
    {
        Run(async emulator =>
        {
            var rooms = new Conformance.LiveRooms(emulator);
            var mover = await rooms.JoinAsync("mover", "room");
            await (await mover.PublishAudioAsync("mic")).DisposeAsync();
        });

        var webhook = _inbox.Received[^1];
        Assert.Equal(("track_unpublished", "room", "mover"), (webhook.Event, webhook.Room, webhook.Participant));
        Assert.Equal(["sid", "identity"], webhook.Json.GetProperty("participant").EnumerateObject().Select(p => p.Name));
        Assert.Equal("mic", webhook.Json.GetProperty("track").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Post_WithoutAClientOfItsOwn_GoesOverASocket()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        var url = new Uri($"http://{listener.LocalEndpoint}/hook");
        await using var emulator = new LiveKitEmulator(new LiveKitEmulatorOptions { Webhooks = [url] });
        await CreateRoomAsync(emulator, "room");

        using var connection = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(connection.GetStream());
        var head = new List<string>();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
            head.Add(line);
        await connection.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        listener.Stop();

        Assert.Equal("POST /hook HTTP/1.1", head[0]);
        Assert.Contains("Content-Type: application/webhook+json", head);
        Assert.Contains(head, line => line.StartsWith("Authorization: eyJ", StringComparison.Ordinal));
    }

    [Fact]
    public void Options_WebhookThatIsNoAddress_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => _inbox.CreateEmulator(new Uri("/hook", UriKind.Relative), new Uri("ftp://host/")));

        Assert.Contains("\"/hook\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("ftp://host/", error.Message, StringComparison.Ordinal);
    }

    private void Run(Func<LiveKitEmulator, Task> scene) => _time.Run(() => scene(_inbox.CreateEmulator()));

    private static Task CreateRoomAsync(LiveKitEmulator emulator, string name) =>
        emulator.Backend.Server.CreateRoomAsync(new CreateRoomRequest { Name = name });

    private static int[] Seconds(IEnumerable<ReceivedWebhook> received) =>
        [.. received.Select(w => Convert.ToInt32((w.At - new VirtualTime().GetUtcNow()).TotalSeconds, CultureInfo.InvariantCulture))];

    /// <summary>Gives up with the request, as a socket's handler does.</summary>
    private sealed class PatientHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = base.SendAsync(request, cancellationToken);
            return await answer.WaitAsync(cancellationToken);
        }
    }
}
