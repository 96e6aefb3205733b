using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests;

public sealed class LiveKitCredentialsTests
{
    private const string Secret = "a-secret-of-some-length-0123456789";

    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Fact]
    public void Sign_EverythingSet_WritesLiveKitsClaims()
    {
        var token = new AccessToken
        {
            Identity = "ai",
            Name = "Desk",
            Kind = ParticipantKind.Agent,
            Metadata = "m",
            Attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["lk.agent.state"] = "listening" },
            Sha256 = "abc=",
            Lifetime = TimeSpan.FromMinutes(5),
            Video = new VideoGrant
            {
                RoomCreate = true,
                RoomList = true,
                RoomAdmin = true,
                RoomJoin = true,
                Room = "a",
                DestinationRoom = "b",
                CanPublish = true,
                CanSubscribe = true,
                CanPublishData = true,
                CanUpdateOwnMetadata = true,
                Hidden = true,
                Agent = true,
            },
            Sip = new SipGrant { Admin = true, Call = true },
        };

        var claims = Sign(token);

        AssertJson(
            $$"""
            {
              "iss": "key", "sub": "ai", "nbf": {{Now.ToUnixTimeSeconds()}}, "exp": {{Now.ToUnixTimeSeconds() + 300}},
              "name": "Desk", "kind": "agent", "metadata": "m", "attributes": { "lk.agent.state": "listening" }, "sha256": "abc=",
              "video": {
                "roomCreate": true, "roomList": true, "roomAdmin": true, "roomJoin": true, "room": "a", "destinationRoom": "b",
                "canPublish": true, "canSubscribe": true, "canPublishData": true, "canUpdateOwnMetadata": true, "hidden": true, "agent": true
              },
              "sip": { "admin": true, "call": true }
            }
            """,
            claims);
    }

    [Fact]
    public void Sign_NothingSet_WritesIssuerAndTimesOnly()
    {
        var claims = Sign(new AccessToken());

        AssertJson($$"""{ "iss": "key", "nbf": {{Now.ToUnixTimeSeconds()}}, "exp": {{Now.ToUnixTimeSeconds() + 600}} }""", claims);
    }

    [Fact]
    public void Sign_GrantWithNothingAllowed_WritesRefusalsOnly()
    {
        var claims = Sign(new AccessToken { Video = new VideoGrant { CanPublish = false, CanSubscribe = false }, Sip = new SipGrant() });

        AssertJson("""{ "canPublish": false, "canSubscribe": false }""", claims["video"]);
        AssertJson("{}", claims["sip"]);
    }

    [Theory]
    [InlineData(ParticipantKind.Standard, null)]
    [InlineData(ParticipantKind.Ingress, "ingress")]
    [InlineData(ParticipantKind.Egress, "egress")]
    [InlineData(ParticipantKind.Sip, "sip")]
    [InlineData(ParticipantKind.Agent, "agent")]
    [InlineData(ParticipantKind.Connector, "connector")]
    [InlineData(ParticipantKind.Bridge, "bridge")]
    public void Sign_Kind_IsWrittenInLowerCase(ParticipantKind kind, string? expected) =>
        Assert.Equal(expected, (string?)Sign(new AccessToken { Kind = kind })["kind"]);

    [Fact]
    public void Sign_UnknownKind_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Sign(new AccessToken { Kind = (ParticipantKind)99 }));

    // Written here without the library that signs, for each length that HMAC treats in its own way:
    // shorter than the digest, than the block, and longer than the block (RFC 2104).
    [Theory]
    [InlineData("secret")]
    [InlineData(Secret)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789-longer-than-a-block")]
    [InlineData("sécrèt-ключ")]
    public void Sign_Signature_IsHmacSha256OfTheWholeSecret(string secret)
    {
        var token = new LiveKitCredentials("ws://localhost:7880", "key", secret).Sign(new AccessToken(), new VirtualTime(Now));

        var parts = token.Split('.');
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
        Assert.Equal(Base64UrlEncoder.Encode(expected), parts[2]);
        AssertJson("""{ "alg": "HS256", "typ": "JWT" }""", JsonNode.Parse(Base64UrlEncoder.Decode(parts[0])));
    }

    [Fact]
    public void Sign_FractionOfASecond_DoesNotShortenTheLifetime()
    {
        var time = new VirtualTime(Now.AddMilliseconds(400));

        var claims = ReceivedRequest.ClaimsOf(Create().Sign(new AccessToken { Lifetime = TimeSpan.FromMilliseconds(500) }, time));

        Assert.Equal(Now.ToUnixTimeSeconds(), (long)claims["nbf"]!);
        Assert.Equal(Now.ToUnixTimeSeconds() + 1, (long)claims["exp"]!);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Sign_NoLifetime_Throws(int seconds)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Sign(new AccessToken { Lifetime = TimeSpan.FromSeconds(seconds) }));

        Assert.Contains("Lifetime", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sign_JoinWithoutIdentity_Throws()
    {
        var exception = Assert.Throws<ArgumentException>(() => Sign(new AccessToken { Video = new VideoGrant { RoomJoin = true, Room = "a" } }));

        Assert.Contains("Identity", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_IsInNoText()
    {
        var credentials = Create();

        Assert.DoesNotContain(Secret, credentials.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, JsonSerializer.Serialize(credentials), StringComparison.Ordinal);
        Assert.Contains("key", credentials.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void FromEnvironment_NothingSet_NamesEveryVariable()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => LiveKitCredentials.FromEnvironment(_ => null));

        Assert.Contains("LIVEKIT_URL is missing", exception.Message, StringComparison.Ordinal);
        Assert.Contains("LIVEKIT_API_KEY is missing", exception.Message, StringComparison.Ordinal);
        Assert.Contains("LIVEKIT_API_SECRET is missing", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromEnvironment_EverythingSet_ReadsThem()
    {
        var credentials = LiveKitCredentials.FromEnvironment(variable => variable switch
        {
            "LIVEKIT_URL" => "wss://demo.livekit.cloud",
            "LIVEKIT_API_KEY" => "key",
            "LIVEKIT_API_SECRET" => Secret,
            _ => null,
        });

        Assert.Equal(new Uri("wss://demo.livekit.cloud"), credentials.Url);
        Assert.Equal("key", credentials.ApiKey);
        Assert.Equal(Create().Sign(new AccessToken(), new VirtualTime(Now)), credentials.Sign(new AccessToken(), new VirtualTime(Now)));
    }

    [Theory]
    [InlineData(null, "is missing")]
    [InlineData("  ", "is missing")]
    [InlineData("localhost:7880", "is not a ws, wss, http or https address")]
    [InlineData("ftp://livekit.test", "is not a ws, wss, http or https address")]
    [InlineData("livekit.test", "is not a ws, wss, http or https address")]
    [InlineData("wss://user:pass@livekit.test", "has a user, query or fragment")]
    [InlineData("wss://livekit.test?access_token=x", "has a user, query or fragment")]
    public void Create_WrongUrl_SaysWhatIsExpected(string? url, string problem)
    {
        var exception = Assert.Throws<ArgumentException>(() => new LiveKitCredentials(url, "key", Secret));

        Assert.Equal("url", exception.ParamName);
        Assert.Contains($"url {problem}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("wss://my-project.livekit.cloud", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_SecretWithLineBreak_SaysSoWithoutShowingIt()
    {
        var exception = Assert.Throws<ArgumentException>(() => new LiveKitCredentials("ws://localhost:7880", "", Secret + "\n"));

        Assert.Equal("apiKey", exception.ParamName);
        Assert.Contains("apiKey is missing", exception.Message, StringComparison.Ordinal);
        Assert.Contains("apiSecret begins or ends with white space", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, exception.Message, StringComparison.Ordinal);
    }

    private static LiveKitCredentials Create() => new("wss://livekit.test", "key", Secret);

    private static JsonObject Sign(AccessToken token) => ReceivedRequest.ClaimsOf(Create().Sign(token, new VirtualTime(Now)));

    private static void AssertJson(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}, got {actual}");
}
