using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator.Tests;

/// <summary>Calls that are ended from outside, as in the recordings named by each test, and requests that are refused.</summary>
public sealed class SipCallEndTests
{
    private const string Number = "+15550111";

    private readonly CallFixture _fixture = new();

    // sip-call-remove-while-ringing
    [Fact]
    public void Remove_WhileRinging_CancelsTheCall()
    {
        _fixture.Phones.Add(Number, Phone.RingsOut());

        _fixture.Time.Run(async () =>
        {
            var dial = DialAsync(r => r.RingingTimeout = Seconds(15));
            await Task.Delay(TimeSpan.FromSeconds(3), _fixture.Time);
            _fixture.Rooms.RemoveParticipant("room", "human");
            await AssertCancelledAsync(dial);
        });

        Assert.Equal(TimeSpan.FromSeconds(3), _fixture.Time.Elapsed);
        AssertLeft(Protocol.DisconnectReason.ParticipantRemoved);
        var call = Assert.Single(_fixture.Phones.Calls);
        Assert.Equal((PhoneCallEnd.Cancelled, DisconnectReason.ParticipantRemoved), (call.End, call.DisconnectReason));
        Assert.Empty(_fixture.Sip.Calls);
    }

    // sip-call-delete-room-while-ringing
    [Fact]
    public void DeleteRoom_WhileRinging_CancelsTheCall()
    {
        _fixture.Phones.Add(Number, Phone.RingsOut());

        _fixture.Time.Run(async () =>
        {
            var dial = DialAsync(r => r.RingingTimeout = Seconds(15));
            await Task.Delay(TimeSpan.FromSeconds(3), _fixture.Time);
            _fixture.Rooms.DeleteRoom("room");
            await AssertCancelledAsync(dial);
        });

        AssertLeft(Protocol.DisconnectReason.RoomDeleted);
        Assert.Empty(_fixture.Rooms.ListRooms([]));
    }

    // sip-call-http-abort-while-ringing
    [Fact]
    public void Abort_WhileRinging_LetsItRingOn()
    {
        _fixture.Phones.Add(Number, Phone.RingsOut());

        _fixture.Time.Run(async () =>
        {
            using var client = new CancellationTokenSource(TimeSpan.FromSeconds(3), _fixture.Time);
            var request = new CreateSIPParticipantRequest { SipTrunkId = CallFixture.TrunkId, SipCallTo = Number, RoomName = "room", ParticipantIdentity = "human", WaitUntilAnswered = true, RingingTimeout = Seconds(15) };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _fixture.Sip.CreateParticipantAsync(request, client.Token));
            Assert.Equal(TimeSpan.FromSeconds(3), _fixture.Time.Elapsed);

            await Task.Delay(TimeSpan.FromSeconds(12), _fixture.Time);
            Assert.Equal("ringing", Assert.Single(_fixture.Rooms.ListParticipants("room")).Attributes["sip.callStatus"]);
            await Task.Delay(TimeSpan.FromMilliseconds(500), _fixture.Time);
            Assert.Empty(_fixture.Rooms.ListParticipants("room"));
        });
    }

    // sip-call-same-identity-twice
    [Fact]
    public void Dial_SameIdentityTwice_ReplacesTheFirstCall()
    {
        _fixture.Phones.Add(Number, Phone.AnswersAfter(TimeSpan.FromMilliseconds(500)));
        _fixture.Phones.Add("+15550112", Phone.AnswersAfter(TimeSpan.FromMilliseconds(500)));

        _fixture.Time.Run(async () =>
        {
            var first = await DialAsync();
            var second = await _fixture.DialAsync("room", "+15550112");

            Assert.NotEqual(first.ParticipantId, second.ParticipantId);
            var left = Assert.Single(_fixture.Rooms.ListParticipants("room"));
            Assert.Equal((second.ParticipantId, "+15550112"), (left.Sid, left.Attributes["sip.phoneNumber"]));
        });

        AssertLeft(Protocol.DisconnectReason.DuplicateIdentity);
        Assert.Equal(PhoneCallEnd.HungUpByLiveKit, _fixture.Phones.CallsTo(Number)[0].End);
        Assert.Single(_fixture.Sip.Calls);
    }

    [Fact]
    public void Phone_HangsUp_ShowsHangupFirst()
    {
        _fixture.Phones.Add(Number, Phone.AnswersAfter(TimeSpan.FromSeconds(1)).HangsUpAfter(TimeSpan.FromSeconds(2)));

        _fixture.Time.Run(async () =>
        {
            await DialAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(2010), _fixture.Time);
            Assert.Equal("hangup", Assert.Single(_fixture.Rooms.ListParticipants("room")).Attributes["sip.callStatus"]);
            await Task.Delay(TimeSpan.FromMilliseconds(60), _fixture.Time);
            Assert.Empty(_fixture.Rooms.ListParticipants("room"));
        });

        AssertLeft(Protocol.DisconnectReason.ClientInitiated);
        Assert.Equal(PhoneCallEnd.HungUpByPhone, _fixture.Phones.Calls[0].End);
    }

    [Fact]
    public void Phone_LosesMedia_EndsTheCallForThatReason()
    {
        _fixture.Phones.Add(Number, Phone.AnswersAfter(TimeSpan.FromSeconds(1)).LosesMediaAfter(TimeSpan.FromSeconds(15)));

        _fixture.Time.Run(async () =>
        {
            await DialAsync();
            await _fixture.Phones.Calls[0].Over;
        });

        AssertLeft(Protocol.DisconnectReason.MediaFailure);
        Assert.Equal((PhoneCallEnd.MediaLost, DisconnectReason.MediaFailure), (_fixture.Phones.Calls[0].End, _fixture.Phones.Calls[0].DisconnectReason));
    }

    [Fact]
    public void Dial_NobodyAnswersForLong_TheServerStopsWaitingBeforeThePhoneStopsRinging()
    {
        _fixture.Phones.Add(Number, Phone.RingsOut());

        _fixture.Time.Run(async () =>
        {
            var error = await Assert.ThrowsAsync<TwirpException>(() => DialAsync());
            Assert.Equal(("deadline_exceeded", TimeSpan.FromSeconds(80)), (error.Code, _fixture.Time.Elapsed));
            Assert.Single(_fixture.Rooms.ListParticipants("room"));
            await _fixture.Phones.Calls[0].Over;
        });

        Assert.Equal(TimeSpan.FromMinutes(3) + TimeSpan.FromMilliseconds(240), _fixture.Time.Elapsed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(315_576_000_000)]
    public void Dial_RingingTimeoutWithoutMeaning_IsTheServicesOwn(long seconds)
    {
        _fixture.Phones.Add(Number, Phone.RingsOut());

        _fixture.Time.Run(async () =>
        {
            await Assert.ThrowsAsync<TwirpException>(() => DialAsync(r => r.RingingTimeout = new() { Seconds = seconds }));
            await _fixture.Phones.Calls[0].Over;
        });

        Assert.Equal(TimeSpan.FromMinutes(3) + TimeSpan.FromMilliseconds(240), _fixture.Time.Elapsed);
    }

    [Fact]
    public void Dial_UnknownNumber_IsNotFound()
    {
        _fixture.Time.Run(async () =>
        {
            var error = await Assert.ThrowsAsync<TwirpException>(() => DialAsync());
            Assert.Equal(("invalid_argument", "404"), (error.Code, error.Meta["sip_status_code"]));
        });

        Assert.Equal(Number, Assert.Single(_fixture.Phones.Calls).Number);
    }

    [Theory]
    [InlineData(487, "aborted", "SIP_STATUS_REQUEST_TERMINATED")]
    [InlineData(503, "unavailable", "SIP_STATUS_SERVICE_UNAVAILABLE")]
    [InlineData(499, "internal", "499")]
    public void Dial_Rejected_NamesTheStatus(int sipStatus, string code, string name)
    {
        _fixture.Phones.Add(Number, Phone.Rejects(sipStatus));

        _fixture.Time.Run(async () =>
        {
            var error = await Assert.ThrowsAsync<TwirpException>(() => DialAsync());
            Assert.Equal((code, name), (error.Code, error.Meta["sip_status"]));
        });
    }

    [Fact]
    public void Dial_NoServiceAttached_IsUnavailableAfterASecond()
    {
        var fixture = new CallFixture(options: new LiveKitEmulatorOptions { SipServiceAttached = false });

        fixture.Time.Run(async () =>
        {
            var error = await Assert.ThrowsAsync<TwirpException>(() => fixture.DialAsync("room", Number));
            Assert.Equal("unavailable", error.Code);
        });

        Assert.Equal(TimeSpan.FromSeconds(1), fixture.Time.Elapsed);
        Assert.Empty(fixture.Phones.Calls);
    }

    [Fact]
    public void Dial_ThroughAConnection_NeedsNoTrunk()
    {
        _fixture.Phones.Add("sip:desk@pbx.example.com", Phone.AnswersAfter(TimeSpan.FromSeconds(1)));

        _fixture.Time.Run(() => _fixture.DialAsync("room", "desk", request =>
        {
            request.SipTrunkId = "";
            request.Trunk = new SIPOutboundConfig { Hostname = "pbx.example.com" };
            request.SipNumber = "+15550123";
            request.Headers.Add("X-Ticket", "42");
            request.DisplayName = "Support";
        }));

        var call = Assert.Single(_fixture.Phones.Calls);
        Assert.Equal(("+15550123", "42", "Support"), (call.FromNumber, call.Headers["X-Ticket"], call.DisplayName));
        Assert.Equal("pbx.example.com", _fixture.Rooms.GetParticipant("room", "human").Attributes["sip.hostname"]);
    }

    [Theory]
    [InlineData("", Number, "room", "unknown", "missing sip trunk id")]
    [InlineData("ST_nope", Number, "room", "not_found", "twirp error unknown: requested sip trunk does not exist")]
    [InlineData(CallFixture.TrunkId, "", "room", "unknown", "missing sip callee number")]
    [InlineData(CallFixture.TrunkId, "sip:1@host", "room", "unknown", "SipCallTo should be a phone number or SIP user, not a full SIP URI")]
    [InlineData(CallFixture.TrunkId, Number, "", "unknown", "missing room name")]
    public async Task Dial_BadRequest_SaysWhy(string trunk, string callTo, string room, string code, string message)
    {
        var error = await Assert.ThrowsAsync<TwirpException>(() => _fixture.DialAsync(room, callTo, r => r.SipTrunkId = trunk));

        Assert.Equal((code, message), (error.Code, error.Message));
        Assert.Empty(_fixture.Sip.Calls);
    }

    [Fact]
    public async Task Transfer_NotACall_IsRefused()
    {
        _fixture.Join("room", "browser");

        Assert.Equal("not_found", (await TransferAsync("ghost")).Code);
        Assert.Equal("invalid_argument", (await TransferAsync("browser")).Code);
    }

    private async Task<TwirpException> TransferAsync(string identity) => await Assert.ThrowsAsync<TwirpException>(() =>
        _fixture.Sip.TransferAsync(new TransferSIPParticipantRequest { RoomName = "room", ParticipantIdentity = identity, TransferTo = "tel:+1" }, CancellationToken.None));

    private Task<SIPParticipantInfo> DialAsync(Action<CreateSIPParticipantRequest>? change = null) => _fixture.DialAsync("room", Number, change);

    private static async Task AssertCancelledAsync(Task dial)
    {
        var error = await Assert.ThrowsAsync<TwirpException>(() => dial);
        Assert.Equal(("canceled", "twirp error unknown: canceled"), (error.Code, error.Message));
    }

    private void AssertLeft(Protocol.DisconnectReason reason) =>
        Assert.Equal(reason, Assert.Single(_fixture.ServerEvents, e => e.Name == ServerEvent.ParticipantLeft).Participant!.DisconnectReason);

    private static Google.Protobuf.WellKnownTypes.Duration Seconds(int seconds) => new() { Seconds = seconds };
}
