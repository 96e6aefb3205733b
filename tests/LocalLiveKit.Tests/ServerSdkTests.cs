using System.Net;
using System.Text.Json;
using WarmTransfer;

namespace LocalLiveKit.Tests;

/// <summary>LiveKit's server SDK for Node, pointed at LocalLiveKit.</summary>
public sealed class ServerSdkTests(NodeClients clients)
{
    [Fact]
    public async Task Rooms_AreCreatedListedChangedAndDeleted()
    {
        await using var server = await LocalServer.StartAsync("--edition", "open-source");

        var seen = await clients.RunAsync(server, "rooms.mjs", "sdk-room");

        Assert.Equal(("first", "third"), (Text(seen, "created"), Text(seen, "updated")));
        Assert.True(seen.GetProperty("sidIsKept").GetBoolean());
        Assert.Equal(60, seen.GetProperty("emptyTimeout").GetInt32());
        Assert.Equal("""["sdk-room"]""", seen.GetProperty("listed").GetRawText());
        AssertError(seen.GetProperty("moving"), 503, "unavailable");
        AssertError(seen.GetProperty("missing"), 404, "not_found");
        // The first is the room's own, for a worker without a name; a real server lists it too.
        Assert.Equal("""[[false,"",""],[true,"support-line","about"]]""", seen.GetProperty("dispatched").GetRawText());
        Assert.True(seen.GetProperty("found").GetBoolean());
        Assert.Equal(1, seen.GetProperty("left").GetInt32());
        AssertError(seen.GetProperty("gone"), 404, "not_found");
        Assert.Equal(0, seen.GetProperty("afterwards").GetInt32());
    }

    [Fact]
    public async Task Calls_AreAnsweredBusyAndUnanswered()
    {
        await using var server = await LocalServer.StartAsync();

        var seen = await clients.RunAsync(server, "calls.mjs", "sdk-call", LocalServer.Answering, LocalServer.Busy, LocalServer.Silent);

        var call = seen.GetProperty("call");
        Assert.Equal(("phone-123", "sdk-call"), (Text(call, "identity"), Text(call, "room")));
        Assert.StartsWith("SCL_", Text(call, "id"), StringComparison.Ordinal);

        var participant = seen.GetProperty("participant");
        var attributes = participant.GetProperty("attributes");
        Assert.Equal((3, "Dana"), (participant.GetProperty("kind").GetInt32(), Text(participant, "name")));
        Assert.Equal(("active", LocalServer.Answering, "7"), (Text(attributes, "sip.callStatus"), Text(attributes, "sip.phoneNumber"), Text(attributes, "desk")));
        Assert.Equal("on the phone", Text(seen, "metadata"));
        Assert.Equal("""["phone-123"]""", seen.GetProperty("present").GetRawText());

        AssertError(seen.GetProperty("busyError"), 503, "unavailable", sipStatus: 486);
        AssertError(seen.GetProperty("silentError"), 408, "canceled");
        AssertError(seen.GetProperty("unknownError"), 400, "invalid_argument", sipStatus: 404);
        AssertError(seen.GetProperty("trunkError"), 404, "not_found");
        Assert.Equal(0, seen.GetProperty("afterwards").GetInt32());

        var trunks = seen.GetProperty("trunks");
        Assert.Equal("""[["Desk",["+15105550100"]]]""", trunks.GetProperty("listed").GetRawText());
        Assert.Equal(("Renamed", 0), (Text(trunks, "changed"), trunks.GetProperty("left").GetInt32()));
    }

    [Fact]
    public async Task Tokens_OfEitherSide_AreTakenByTheOther()
    {
        await using var server = await LocalServer.StartAsync();
        var ours = server.Client.SignToken(new AccessToken { Identity = "caller", Metadata = "m", Video = new VideoGrant { RoomJoin = true, Room = "lobby" } });

        var seen = await clients.RunAsync(server, "tokens.mjs", ours);

        var claims = seen.GetProperty("claims");
        Assert.Equal(("caller", "m", "lobby"), (Text(claims, "sub"), Text(claims, "metadata"), Text(claims.GetProperty("video"), "room")));
        Assert.NotEqual("taken", Text(seen, "forged"));

        Assert.Equal(HttpStatusCode.OK, await server.ValidateAsync(Text(seen, "good")));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.ValidateAsync(Text(seen, "otherSecret")));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.ValidateAsync(Text(seen, "expired")));
    }

    [Fact]
    public async Task Webhooks_AreTakenByTheReceiver_InOrder()
    {
        await using var receiver = clients.Start(server: null, "webhooks.mjs");
        var port = JsonElement.Parse(await receiver.LineAsync(_ => true)).GetProperty("port").GetInt32();
        await using var server = await LocalServer.StartAsync("--webhook", $"http://127.0.0.1:{port}/livekit");

        await server.DialAsync("hooked", LocalServer.Answering);
        await server.Client.DeleteRoomAsync("hooked");
        var (code, output) = await receiver.EndAsync();

        Assert.Equal(0, code);
        var events = output.Split('\n').Skip(1).Select(line => JsonElement.Parse(line)).ToList();
        Assert.All(events, each => Assert.Equal(("hooked", "refused"), (Text(each, "room"), Text(each, "tampered"))));
        Assert.Equal(["room_started", "participant_joined", "participant_left", "room_finished"], events.Select(each => Text(each, "event")).Where(name => !name.StartsWith("track_", StringComparison.Ordinal)));
        Assert.Equal(events.Count, events.Select(each => Text(each, "id")).Distinct().Count());
        Assert.Equal("phone", Text(events.Find(each => Text(each, "event") == "participant_joined"), "participant"));
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static void AssertError(JsonElement error, int status, string code, int? sipStatus = null)
    {
        Assert.Equal((status, code), (error.GetProperty("status").GetInt32(), Text(error, "code")));
        Assert.Equal(sipStatus, error.TryGetProperty("sipStatusCode", out var given) ? given.GetInt32() : null);
    }
}
