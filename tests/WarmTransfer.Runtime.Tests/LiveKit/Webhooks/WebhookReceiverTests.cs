using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests;

/// <summary>What the receiver takes, what it refuses, and that each event is handled once.</summary>
public sealed class WebhookReceiverTests
{
    private const string Secret = LiveKitEmulatorOptions.DevelopmentApiSecret;
    private const string Started = """{"event":"room_started","room":{"sid":"RM_1","name":"desk"},"id":"EV_1","createdAt":"1795329544"}""";

    private readonly VirtualTime _time = new();
    private readonly LiveKitCredentials _credentials = new("http://livekit.test", "devkey", Secret);
    private readonly List<WebhookEvent> _handled = [];
    private readonly WebhookReceiver _receiver;

    public WebhookReceiverTests() => _receiver = new WebhookReceiver(_credentials, _time);

    [Fact]
    public void Receive_Signed_HandlesTheEvent()
    {
        var receipt = Receive(Started);

        var started = Assert.IsType<WebhookEvent.RoomStarted>(Assert.Single(_handled));
        Assert.Equal(("EV_1", "desk", 1795329544), (started.Id, started.Room.Name, started.CreatedAt.ToUnixTimeSeconds()));
        Assert.Same(started, Assert.IsType<WebhookReceipt.Handled>(receipt).Event);
        Assert.Equal(200, receipt.StatusCode);
    }

    [Fact]
    public void Receive_AgainWithTheSameId_IsNotHandledAgain()
    {
        Receive(Started);
        var again = Receive(Started);

        Assert.Single(_handled);
        Assert.IsType<WebhookReceipt.AlreadyHandled>(again);
        Assert.Equal(200, again.StatusCode);
    }

    [Fact]
    public void Receive_AfterTheHandlerThrew_HandlesTheEventSentAgain()
    {
        Assert.Throws<InvalidOperationException>(() => Receive(Started, (_, _) => throw new InvalidOperationException()));

        Assert.IsType<WebhookReceipt.Handled>(Receive(Started));
        Assert.Single(_handled);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Receive_WhileTheSameEventIsHandled_WaitsForHowThatEnds(bool succeeds) => _time.Run(async () =>
    {
        var first = ReceiveAsync(Started, handler: async (_, token) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(5), _time, token);
            if (!succeeds)
                throw new InvalidOperationException();
        });
        var second = ReceiveAsync(Started);
        Assert.False(second.IsCompleted);

        if (succeeds)
            await first;
        else
            await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        await second;

        Assert.Equal(succeeds ? 0 : 1, _handled.Count);
        Assert.Equal(TimeSpan.FromSeconds(5), _time.Elapsed);
    });

    [Theory]
    [InlineData(359, null)]
    [InlineData(362, "expired")]
    public void Receive_Late_IsRefusedAfterAMinuteOfLeeway(int seconds, string? problem) =>
        AssertReceipt(problem, () => ReceiveAsync(Started, TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(-59, null)]
    [InlineData(-62, "valid from")]
    public void Receive_FromTheFuture_IsRefusedAfterAMinuteOfLeeway(int seconds, string? problem) =>
        AssertReceipt(problem, () =>
        {
            var token = _credentials.Sign(Token(Started), _time);
            var receiver = new WebhookReceiver(_credentials, new VirtualTime(_time.GetUtcNow().AddSeconds(seconds)));
            return receiver.ReceiveAsync(Encoding.UTF8.GetBytes(Started), token, Handle);
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Receive_Unsigned_IsRefused(string? authorization) =>
        AssertReceipt("no Authorization header", () => _receiver.ReceiveAsync(Encoding.UTF8.GetBytes(Started), authorization, Handle));

    [Theory]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJpc3MiOiJkZXZrZXkifQ.")]
    public void Receive_NoToken_IsRefusedWithoutRepeatingIt(string authorization)
    {
        var reason = AssertReceipt("API key devkey", () => _receiver.ReceiveAsync(Encoding.UTF8.GetBytes(Started), authorization, Handle));

        if (authorization.Length > 1)
            Assert.DoesNotContain(authorization, reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("devkey", "another-secret-of-32-bytes-or-more-0001")]
    [InlineData("otherkey", Secret)]
    public void Receive_SignedBySomeoneElse_IsRefused(string apiKey, string secret) =>
        AssertReceipt("API key devkey", () =>
        {
            var token = new LiveKitCredentials("http://livekit.test", apiKey, secret).Sign(Token(Started), _time);
            return _receiver.ReceiveAsync(Encoding.UTF8.GetBytes(Started), token, Handle);
        });

    [Fact]
    public void Receive_BodyChangedOnTheWay_IsRefused() =>
        AssertReceipt("not the one that was signed", () =>
            _receiver.ReceiveAsync(Encoding.UTF8.GetBytes(Started.Replace("desk", "Desk", StringComparison.Ordinal)), _credentials.Sign(Token(Started), _time), Handle));

    [Theory]
    [InlineData(null)]
    [InlineData("not base64")]
    [InlineData("c2hvcnQ=")]
    public void Receive_TokenThatSignsNoBody_IsRefused(string? sha256) =>
        AssertReceipt("signs no body", () => _receiver.ReceiveAsync(Encoding.UTF8.GetBytes(Started), _credentials.Sign(new AccessToken { Sha256 = sha256 }, _time), Handle));

    [Fact]
    public void Receive_TokenWithoutEnd_IsRefused() =>
        AssertReceipt("never expires", () =>
        {
            var key = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)), SecurityAlgorithms.HmacSha256);
            var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken("""{"iss":"devkey"}""", key);
            return _receiver.ReceiveAsync(Encoding.UTF8.GetBytes(Started), token, Handle);
        });

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"event":"room_started"}""")]
    [InlineData("""{"event":1,"id":"EV_1"}""")]
    [InlineData("""{"event":"room_started","id":"EV_1","createdAt":"999999999999999"}""")]
    public void Receive_SignedButNoWebhook_IsRefused(string body) => AssertReceipt("no webhook", () => ReceiveAsync(body));

    [Theory]
    [InlineData("""{"event":"egress_started","egressInfo":{"egressId":"EG_1"},"id":"EV_1"}""", "egress_started")]
    [InlineData("""{"event":"room_started","id":"EV_1"}""", "room_started")]
    [InlineData("""{"event":"participant_left","room":{"name":"desk"},"participant":{"kind":"ROBOT"},"id":"EV_1"}""", "participant_left")]
    [InlineData("""{"event":"participant_joined","room":{"name":"desk"},"participant":{"joinedAt":true},"id":"EV_1"}""", "participant_joined")]
    public void Receive_EventOfAnotherKind_IsHandledAsOther(string body, string name)
    {
        Receive(body);

        var other = Assert.IsType<WebhookEvent.Other>(Assert.Single(_handled));
        Assert.Equal((name, body), (other.Name, other.Body.GetRawText()));
    }

    [Fact]
    public void Receive_FieldsOfANewerServer_AreIgnored()
    {
        Receive("""{"event":"room_finished","room":{"name":"desk","mood":"good"},"news":[1],"id":"EV_1"}""");

        Assert.Equal("desk", Assert.IsType<WebhookEvent.RoomFinished>(Assert.Single(_handled)).Room.Name);
    }

    [Fact]
    public void Handled_Ids_AreForgottenWithTheirTokens() => _time.Run(async () =>
    {
        var handled = new HandledWebhooks();
        var now = _time.GetUtcNow();
        for (var i = 0; i < 10; i++)
        {
            Assert.True(await handled.BeginAsync($"EV_{i}", now.AddSeconds(i), now, CancellationToken.None));
            handled.End($"EV_{i}", done: true);
        }

        Assert.True(await handled.BeginAsync("EV_last", now.AddMinutes(1), now.AddSeconds(5), CancellationToken.None));
        Assert.Equal(6, handled.Count);
    });

    private static AccessToken Token(string body) => new()
    {
        Sha256 = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(body))),
        Lifetime = TimeSpan.FromMinutes(5),
    };

    private WebhookReceipt Receive(string body, Func<WebhookEvent, CancellationToken, Task>? handler = null) => _time.Run(() => ReceiveAsync(body, handler: handler));

    private async Task<WebhookReceipt> ReceiveAsync(string body, TimeSpan wait = default, Func<WebhookEvent, CancellationToken, Task>? handler = null)
    {
        var token = _credentials.Sign(Token(body), _time);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, _time);
        return await _receiver.ReceiveAsync(Encoding.UTF8.GetBytes(body), token, handler ?? Handle);
    }

    private Task Handle(WebhookEvent webhook, CancellationToken cancellationToken)
    {
        _handled.Add(webhook);
        return Task.CompletedTask;
    }

    private string AssertReceipt(string? problem, Func<Task<WebhookReceipt>> receive)
    {
        var receipt = _time.Run(receive);
        if (problem is null)
        {
            Assert.IsType<WebhookReceipt.Handled>(receipt);
            return "";
        }

        var rejected = Assert.IsType<WebhookReceipt.Rejected>(receipt);
        Assert.Contains(problem, rejected.Reason, StringComparison.Ordinal);
        Assert.Equal(401, receipt.StatusCode);
        Assert.Empty(_handled);
        return rejected.Reason;
    }
}
