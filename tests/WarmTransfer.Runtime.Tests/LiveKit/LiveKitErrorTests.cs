using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using WarmTransfer.Protocol;

namespace WarmTransfer.Runtime.Tests;

/// <summary>What comes instead of an answer: LiveKit's recorded errors, others' pages, nothing at all.</summary>
public sealed class LiveKitErrorTests
{
    [Theory]
    [InlineData("sip-call-busy-486", TwirpErrorCode.Unavailable, 503, 486, "SIP_STATUS_BUSY_HERE")]
    [InlineData("sip-call-declined-603", TwirpErrorCode.Unavailable, 503, 603, "SIP_STATUS_GLOBAL_DECLINE")]
    [InlineData("sip-call-unavailable-480", TwirpErrorCode.Unavailable, 503, 480, "SIP_STATUS_TEMPORARILY_UNAVAILABLE")]
    [InlineData("sip-call-notfound-404", TwirpErrorCode.InvalidArgument, 400, 404, "SIP_STATUS_NOTFOUND")]
    [InlineData("sip-call-auth-407-then-403", TwirpErrorCode.PermissionDenied, 403, 403, "SIP_STATUS_FORBIDDEN")]
    [InlineData("sip-call-no-answer", TwirpErrorCode.Canceled, 408, null, null)]
    [InlineData("sip-call-unreachable-port", TwirpErrorCode.Canceled, 408, null, null)]
    [InlineData("sip-call-unreachable-port-tcp", TwirpErrorCode.Unknown, 500, null, null)]
    [InlineData("sip-call-unresolvable-host", TwirpErrorCode.Unknown, 500, null, null)]
    [InlineData("sip-participant-no-service-wait", TwirpErrorCode.Unavailable, 503, null, null)]
    [InlineData("sip-participant-missing-trunk", TwirpErrorCode.NotFound, 404, null, null)]
    [InlineData("sip-participant-without-call-grant", TwirpErrorCode.Unauthenticated, 401, null, null)]
    [InlineData("proto-malformed-json", TwirpErrorCode.Malformed, 400, null, null)]
    [InlineData("proto-unknown-method", TwirpErrorCode.BadRoute, 404, null, null)]
    public async Task CreateSipParticipant_RecordedError_KeepsWhatTellsItApart(string vector, TwirpErrorCode code, int status, int? sipStatusCode, string? sipStatus)
    {
        var recorded = RecordedExchange.Load(vector);
        using var server = Answering(vector);

        var exception = await Assert.ThrowsAsync<LiveKitException>(() => server.CreateClient().CreateSipParticipantAsync(SomeCall.ToNumber()));

        Assert.Equal(code, exception.Code);
        Assert.Equal(status, (int)exception.StatusCode!);
        Assert.Equal(sipStatusCode, exception.SipStatusCode);
        Assert.Equal(sipStatus, exception.SipStatus);
        Assert.Equal("SIP/CreateSIPParticipant", exception.Method);
        Assert.Equal(recorded.Body.GetProperty("msg").GetString(), exception.ServerMessage);
        var meta = recorded.Body.TryGetProperty("meta", out var entries) ? entries.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.Ordinal) : [];
        Assert.Equal(meta, exception.Meta);
    }

    [Theory]
    [InlineData("participant-get-missing", TwirpErrorCode.NotFound)]
    [InlineData("auth-room-mismatch", TwirpErrorCode.Unauthenticated)]
    [InlineData("dispatch-list-missing-room", TwirpErrorCode.Unavailable)]
    public async Task GetParticipant_RecordedError_HasItsCode(string vector, TwirpErrorCode code)
    {
        using var server = Answering(vector);

        var exception = await Assert.ThrowsAsync<LiveKitException>(() => server.CreateClient().GetParticipantAsync("a", "phone"));

        Assert.Equal(code, exception.Code);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("auth-expired", "clock")]
    [InlineData("auth-nbf-future", "clock")]
    [InlineData("auth-unknown-key", "does not know the API key")]
    [InlineData("auth-alg-none", "signature is wrong")]
    [InlineData("auth-not-bearer", "check the API key and secret")]
    [InlineData("auth-claim-wrong-type", "check the API key and secret")]
    public async Task Call_TokenRejected_SaysWhatToMendAndNothingOfTheToken(string vector, string hint)
    {
        var log = new LogRecorder();
        using var server = Answering(vector);

        var exception = await Assert.ThrowsAsync<LiveKitException>(() => server.CreateClient(log: log).CreateRoomAsync(new CreateRoomRequest { Name = "a" }));

        Assert.Equal(TwirpErrorCode.Unauthenticated, exception.Code);
        Assert.Equal(HttpStatusCode.Unauthorized, exception.StatusCode);
        Assert.Contains("rejected the access token", exception.Message, StringComparison.Ordinal);
        Assert.Contains(hint, exception.Message, StringComparison.Ordinal);
        AssertNoSecrets(server.Request.Token, exception.ToString());
        AssertNoSecrets(server.Request.Token, log.Text);
        Assert.NotEmpty(log.Records);
    }

    [Fact]
    public async Task Call_TwirpErrorThatRepeatsTheToken_LeavesItOut()
    {
        using var server = new ScriptedServer(request => ScriptedServer.Answer(
            HttpStatusCode.BadRequest,
            "application/json",
            Encoding.UTF8.GetBytes($$"""{ "code": "malformed", "msg": "got {{request.Token}}", "meta": { "header": "Bearer {{request.Token}}" } }""")));

        var exception = await Assert.ThrowsAsync<LiveKitException>(() => server.CreateClient().DeleteRoomAsync("a"));

        Assert.Equal("got <token>", exception.ServerMessage);
        Assert.Equal("Bearer <token>", exception.Meta["header"]);
        AssertNoSecrets(server.Request.Token, exception.ToString());
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "text/plain", "404 page not found")]
    [InlineData(HttpStatusCode.Forbidden, "text/html", "<html>who are you</html>")]
    [InlineData(HttpStatusCode.MovedPermanently, "text/html", "<a href=elsewhere>")]
    [InlineData(HttpStatusCode.BadRequest, "application/json", "{\"error\":\"no code\"}")]
    [InlineData(HttpStatusCode.BadRequest, "application/json", "[\"code\"]")]
    [InlineData(HttpStatusCode.BadRequest, "application/json", "{\"code\":")]
    [InlineData(HttpStatusCode.BadRequest, "application/json", "")]
    [InlineData(HttpStatusCode.OK, "text/html", "<html>welcome</html>")]
    public async Task Call_SomethingElseAnswers_SaysSoWithoutItsWords(HttpStatusCode status, string mediaType, string body)
    {
        using var server = new ScriptedServer(_ => ScriptedServer.Answer(status, mediaType, Encoding.UTF8.GetBytes(body)));

        var exception = await Assert.ThrowsAsync<LiveKitException>(() => server.CreateClient().DeleteRoomAsync("a"));

        Assert.Equal(TwirpErrorCode.None, exception.Code);
        Assert.Equal(status, exception.StatusCode);
        Assert.Contains(mediaType, exception.Message, StringComparison.Ordinal);
        Assert.Contains("check that the URL is LiveKit's", exception.Message, StringComparison.Ordinal);
        Assert.True(body.Length == 0 || !exception.ToString().Contains(body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Call_AnswerIsNoProtobuf_SaysSo()
    {
        using var server = new ScriptedServer(_ => ScriptedServer.Answer(HttpStatusCode.OK, "application/protobuf", [0xFF, 0xFF, 0xFF]));

        var exception = await Assert.ThrowsAsync<LiveKitException>(() => server.CreateClient().DeleteRoomAsync("a"));

        Assert.Equal(TwirpErrorCode.None, exception.Code);
        Assert.Contains("not the protobuf message expected", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_UnknownTwirpCode_IsAnErrorAllTheSame()
    {
        using var server = new ScriptedServer(_ => ScriptedServer.Error(HttpStatusCode.BadRequest, "brand_new"));

        var exception = await Assert.ThrowsAsync<LiveKitException>(() => server.CreateClient().DeleteRoomAsync("a"));

        Assert.Equal(TwirpErrorCode.Unknown, exception.Code);
    }

    [Theory]
    [InlineData("canceled", TwirpErrorCode.Canceled)]
    [InlineData("unknown", TwirpErrorCode.Unknown)]
    [InlineData("invalid_argument", TwirpErrorCode.InvalidArgument)]
    [InlineData("malformed", TwirpErrorCode.Malformed)]
    [InlineData("deadline_exceeded", TwirpErrorCode.DeadlineExceeded)]
    [InlineData("not_found", TwirpErrorCode.NotFound)]
    [InlineData("bad_route", TwirpErrorCode.BadRoute)]
    [InlineData("already_exists", TwirpErrorCode.AlreadyExists)]
    [InlineData("permission_denied", TwirpErrorCode.PermissionDenied)]
    [InlineData("unauthenticated", TwirpErrorCode.Unauthenticated)]
    [InlineData("resource_exhausted", TwirpErrorCode.ResourceExhausted)]
    [InlineData("failed_precondition", TwirpErrorCode.FailedPrecondition)]
    [InlineData("aborted", TwirpErrorCode.Aborted)]
    [InlineData("out_of_range", TwirpErrorCode.OutOfRange)]
    [InlineData("unimplemented", TwirpErrorCode.Unimplemented)]
    [InlineData("internal", TwirpErrorCode.Internal)]
    [InlineData("unavailable", TwirpErrorCode.Unavailable)]
    [InlineData("dataloss", TwirpErrorCode.DataLoss)]
    public async Task Call_EachTwirpCode_IsItsMember(string code, TwirpErrorCode expected)
    {
        using var server = new ScriptedServer(_ => ScriptedServer.Error(HttpStatusCode.BadRequest, code));

        var exception = await Assert.ThrowsAsync<LiveKitException>(() => server.CreateClient().DeleteRoomAsync("a"));

        Assert.Equal(expected, exception.Code);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, "could not be reached")]
    [InlineData(HttpRequestError.NameResolutionError, "could not be reached")]
    [InlineData(HttpRequestError.ResponseEnded, "did not finish its answer")]
    public async Task Call_ConnectionFails_SaysHowAndKeepsTheCause(HttpRequestError error, string words)
    {
        var cause = new HttpRequestException(error, "no", new SocketException());
        using var server = new ScriptedServer(_ => throw cause);

        var exception = await Assert.ThrowsAsync<LiveKitException>(() => server.CreateClient().DeleteRoomAsync("a"));

        Assert.Equal(TwirpErrorCode.None, exception.Code);
        Assert.Null(exception.StatusCode);
        Assert.Same(cause, exception.InnerException);
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
        Assert.Contains("wss://livekit.test", exception.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task MoveParticipant_OpenSourceServer_IsNotImplemented()
    {
        using var server = Answering("live-move");

        var exception = await Assert.ThrowsAsync<LiveKitException>(() => server.CreateClient().MoveParticipantAsync("a", "phone", "b"));

        Assert.Equal("RoomService/MoveParticipant", exception.Method);
        Assert.True(exception.IsNotImplemented);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("live-move-same-room")]
    [InlineData("move-missing-participant")]
    [InlineData("move-missing-destination-grant")]
    [InlineData("sip-call-unresolvable-host")]
    [InlineData("auth-unknown-key")]
    public async Task MoveParticipant_FailsOtherwise_IsNotTakenForNotImplemented(string vector)
    {
        using var server = Answering(vector);

        var exception = await Assert.ThrowsAsync<LiveKitException>(() => server.CreateClient().MoveParticipantAsync("a", "phone", "b"));

        Assert.False(exception.IsNotImplemented);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("RoomService/Any", TwirpErrorCode.Unimplemented, 501, "x", true)]
    [InlineData("RoomService/Any", TwirpErrorCode.BadRoute, 404, "x", true)]
    [InlineData("RoomService/MoveParticipant", TwirpErrorCode.Unknown, 500, "Not implemented", true)]
    [InlineData("RoomService/MoveParticipant", TwirpErrorCode.Unknown, 500, "not implemented yet for this codec", false)]
    [InlineData("RoomService/MoveParticipant", TwirpErrorCode.Internal, 500, "not implemented", false)]
    [InlineData("RoomService/MoveParticipant", TwirpErrorCode.Unknown, 503, "not implemented", false)]
    [InlineData("SIP/TransferSIPParticipant", TwirpErrorCode.Unknown, 500, "not implemented", false)]
    public void IsNotImplemented_CodeMethodAndStatus_Decide(string method, TwirpErrorCode code, int status, string message, bool expected) =>
        Assert.Equal(expected, new LiveKitException(method, code, (HttpStatusCode)status, message).IsNotImplemented);

    [Fact]
    public async Task Log_OfCalls_HoldsMethodStatusAndTimeAtDebugAndNoPhoneNumberAbove()
    {
        var log = new LogRecorder();
        using var server = new ScriptedServer(_ => ScriptedServer.Error(HttpStatusCode.BadRequest, "invalid_argument", "no route to +15550111"));

        await Assert.ThrowsAsync<LiveKitException>(() => server.CreateClient(log: log).CreateSipParticipantAsync(SomeCall.ToNumber()));

        Assert.True(log.Has(LogLevel.Debug, "SIP/CreateSIPParticipant answered 400 after"));
        Assert.DoesNotContain(log.Records, record => record.Level > LogLevel.Debug && $"{record.Message} {record.Exception}".Contains("15550111", StringComparison.Ordinal));
        AssertNoSecrets(server.Request.Token, log.Text);
    }

    [Fact]
    public async Task Log_OfTrunks_HoldsNoPassword()
    {
        var log = new LogRecorder();
        using var server = new ScriptedServer(_ => ScriptedServer.Ok(new ListSIPOutboundTrunkResponse { Items = { new SIPOutboundTrunkInfo { AuthPassword = "hunter2" } } }));

        await server.CreateClient(log: log).ListSipOutboundTrunksAsync();

        Assert.NotEmpty(log.Records);
        Assert.DoesNotContain("hunter2", log.Text, StringComparison.Ordinal);
    }

    private static ScriptedServer Answering(string vector)
    {
        var recorded = RecordedExchange.Load(vector);
        return new ScriptedServer(request => recorded.ToResponse(request.Token));
    }

    // Any part of a token gives something away; the signature most of all.
    private static void AssertNoSecrets(string token, string text)
    {
        Assert.DoesNotContain(ScriptedServer.Secret, text, StringComparison.Ordinal);
        Assert.All(token.Split('.'), part => Assert.DoesNotContain(part, text, StringComparison.Ordinal));
    }
}
