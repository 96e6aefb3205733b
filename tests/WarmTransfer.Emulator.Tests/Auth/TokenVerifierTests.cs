using WarmTransfer.Emulator.Tests.Conformance;

namespace WarmTransfer.Emulator.Tests.Auth;

/// <summary>What the recorded exchanges (auth-*) do not show.</summary>
public sealed class TokenVerifierTests
{
    private const string Secret = LiveKitEmulatorOptions.DevelopmentApiSecret;

    private readonly VirtualTime _time = new();
    private readonly TokenVerifier _verifier;

    public TokenVerifierTests() => _verifier = new TokenVerifier("devkey", Secret, _time);

    [Fact]
    public void Verify_EveryGrant_IsRead()
    {
        var grants = Verify(
            """
            {"iss":"devkey","sub":"ai","name":"AI","kind":"agent","metadata":"m","attributes":{"a":"1"},
             "video":{"roomCreate":true,"roomList":true,"roomAdmin":true,"roomJoin":true,"room":"r","destinationRoom":"d","canPublish":false,
                      "canSubscribe":true,"canPublishData":false,"canUpdateOwnMetadata":true,"hidden":true,"agent":true,"recorder":true},
             "sip":{"admin":true,"call":true}}
            """);

        Assert.Equal("1", grants.Attributes["a"]);
        var rest = grants with { Attributes = TokenGrants.None.Attributes };
        Assert.Equal(
            new TokenGrants
            {
                Identity = "ai",
                Name = "AI",
                Kind = "agent",
                Metadata = "m",
                RoomCreate = true,
                RoomList = true,
                RoomAdmin = true,
                RoomJoin = true,
                Room = "r",
                DestinationRoom = "d",
                CanPublish = false,
                CanSubscribe = true,
                CanPublishData = false,
                CanUpdateOwnMetadata = true,
                Hidden = true,
                Agent = true,
                SipAdmin = true,
                SipCall = true,
            },
            rest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no.token")]
    [InlineData("a.b.c")]
    [InlineData("*.*.*")]
    [InlineData("e30.W10.")]
    [InlineData("e30.e30.***")]
    public void Verify_NoToken_IsRefused(string token) =>
        Assert.Equal("invalid authorization token", Assert.Throws<TokenRejectedException>(() => _verifier.Verify(token)).Message);

    [Theory]
    [InlineData("iss")]
    [InlineData("sub")]
    public void Verify_TextThatIsNoUnicode_IsRefused(string claim) =>
        Assert.Equal("invalid authorization token", Refuse(RecordedToken.Sign($$"""{"iss":"devkey","{{claim}}":"\ud800"}""", Secret)));

    [Fact]
    public void Verify_OtherSecret_IsRefused()
    {
        var token = RecordedToken.Sign("""{"iss":"devkey"}""", new string('x', 32));

        Assert.Equal($"invalid token: {token}, error: go-jose/go-jose: error in cryptographic primitive", Refuse(token));
    }

    [Fact]
    public void Verify_OtherAlgorithm_IsRefused() =>
        Assert.EndsWith("error in cryptographic primitive", Refuse(RecordedToken.Sign("""{"iss":"devkey"}""", Secret, "HS512")), StringComparison.Ordinal);

    [Fact]
    public void Verify_ChangedPayload_IsRefused()
    {
        var parts = RecordedToken.Sign("""{"iss":"devkey"}""", Secret).Split('.');
        var others = RecordedToken.Sign("""{"iss":"devkey","video":{"roomAdmin":true}}""", Secret).Split('.');

        Assert.EndsWith("error in cryptographic primitive", Refuse($"{parts[0]}.{others[1]}.{parts[2]}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-60, true)]
    [InlineData(-61, false)]
    public void Verify_Expired_HasOneMinuteOfLeeway(int seconds, bool accepted) => AssertAccepted("exp", seconds, accepted, "token is expired (exp)");

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void Verify_NotYetValid_HasOneMinuteOfLeeway(int seconds, bool accepted) => AssertAccepted("nbf", seconds, accepted, "token not valid yet (nbf)");

    [Theory]
    [InlineData("\"video\":[]", "array")]
    [InlineData("\"video\":{\"room\":1}", "number")]
    [InlineData("\"sip\":{\"call\":\"yes\"}", "string")]
    [InlineData("\"exp\":true", "bool")]
    [InlineData("\"attributes\":{\"a\":{}}", "object")]
    public void Verify_ClaimOfWrongType_IsRefused(string claim, string found) =>
        Assert.Contains($"json: cannot unmarshal {found} into", Refuse(RecordedToken.Sign($$"""{"iss":"devkey",{{claim}}}""", Secret)), StringComparison.Ordinal);

    [Fact]
    public void Verify_NullClaims_AreUnset() =>
        Assert.False(Verify("""{"iss":"devkey","exp":null,"video":null,"sip":{"call":null}}""").SipCall);

    private void AssertAccepted(string claim, int seconds, bool accepted, string message)
    {
        var at = _time.GetUtcNow().ToUnixTimeSeconds() + seconds;
        var token = RecordedToken.Sign($$"""{"iss":"devkey","{{claim}}":{{at}}}""", Secret);

        if (accepted)
            _verifier.Verify(token);
        else
            Assert.EndsWith(message, Refuse(token), StringComparison.Ordinal);
    }

    private TokenGrants Verify(string claims) => _verifier.Verify(RecordedToken.Sign(claims, Secret));

    private string Refuse(string token) => Assert.Throws<TokenRejectedException>(() => _verifier.Verify(token)).Message;
}
