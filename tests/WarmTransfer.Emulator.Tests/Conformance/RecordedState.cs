using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace WarmTransfer.Emulator.Tests.Conformance;

/// <summary>What stood on the recorded server before an exchange, made again through the emulator's own API.</summary>
internal sealed class RecordedState(LiveKitEmulator emulator, HttpClient http)
{
    private const string DispatchedRoom = "vec-a";

    // The tokens were signed as valid from five seconds before.
    private const long SecondsSinceNotBefore = 5;

    // Exchanges that need others before them: the answer depends on what those left.
    private static readonly Dictionary<string, string[]> Before = new()
    {
        ["dispatch-delete-again"] = ["dispatch-delete"],
        ["room-create-empty-body-object"] = ["room-create-no-name"],
        ["room-delete-no-room"] = ["room-create-no-name"],
        ["sip-trunk-delete-again"] = ["sip-trunk-delete"],
    };

    /// <summary>The seconds since 1970 at which the exchange was recorded.</summary>
    public static long RecordedAt(RecordedExchange recorded)
    {
        // Its token is valid from the next hour on; it was recorded with the others of its family.
        var exchange = recorded.Name == "auth-nbf-future" ? RecordedExchange.Load("auth-expired") : recorded;
        return exchange.Claims is { } claims ? claims.GetProperty("nbf").GetInt64() + SecondsSinceNotBefore : 1795329132;
    }

    /// <param name="recorded">The exchange that is about to be replayed.</param>
    /// <param name="ids">Receives, for the recorded id of each trunk and dispatch, the one it has now.</param>
    public async Task RestoreAsync(RecordedExchange recorded, Dictionary<string, string> ids)
    {
        if (recorded.Name.StartsWith("live-", StringComparison.Ordinal))
        {
            if (!recorded.Name.StartsWith("live-room-create", StringComparison.Ordinal))
                await new LiveRooms(emulator).OpenAsync();
            if (recorded.Name.StartsWith("live-participants-after-", StringComparison.Ordinal))
                await ChangeMoverAsync();
            if (recorded.Name == "live-participants-after-remove")
                await emulator.Backend.Server.RemoveParticipantAsync(LiveRooms.RoomA, "stay");
            return;
        }

        if (!recorded.Name.StartsWith("room-create", StringComparison.Ordinal))
            await CreateRoomsAsync(recorded);
        if (!recorded.Name.StartsWith("sip-trunk-create", StringComparison.Ordinal))
            await CreateTrunksAsync(ids);
        if (recorded.Name is "dispatch-list" || recorded.Name.StartsWith("dispatch-delete", StringComparison.Ordinal))
            await CreateDispatchesAsync(ids);
        foreach (var earlier in Before.GetValueOrDefault(recorded.Name, []))
            await ReplayAsync(RecordedExchange.Load(earlier), ids);
    }

    // The two rooms most exchanges were recorded beside, and whichever else the answer lists.
    private async Task CreateRoomsAsync(RecordedExchange recorded)
    {
        var listsAll = recorded.Body is "{}" or "{} x" && recorded.ResponseBody?.TryGetProperty("rooms", out _) == true;
        if (!listsAll)
        {
            await ReplayAsync(RecordedExchange.Load("room-create"), []);
            await ReplayAsync(RecordedExchange.Load("room-create-camel"), []);
            return;
        }

        foreach (var room in recorded.ResponseBody!.Value.GetProperty("rooms").EnumerateArray())
            await PostAsync("/twirp/livekit.RoomService/CreateRoom", room.GetRawText());
    }

    private async Task CreateTrunksAsync(Dictionary<string, string> ids)
    {
        foreach (var trunk in RecordedExchange.Load("sip-trunk-list-page").ResponseBody!.Value.GetProperty("items").EnumerateArray())
        {
            var id = trunk.GetProperty("sip_trunk_id").GetString()!;
            var body = trunk.GetRawText().Replace(id, "", StringComparison.Ordinal);
            var created = await PostAsync("/twirp/livekit.SIP/CreateSIPOutboundTrunk", $$"""{"trunk":{{body}}}""");
            ids.Add(id, created.GetProperty("sip_trunk_id").GetString()!);
        }
    }

    // Those listed, but for the first, which is there from the room's beginning.
    private async Task CreateDispatchesAsync(Dictionary<string, string> ids)
    {
        foreach (var dispatch in RecordedExchange.Load("dispatch-list").ResponseBody!.Value.GetProperty("agent_dispatches").EnumerateArray().Skip(1))
        {
            var created = await PostAsync("/twirp/livekit.AgentDispatchService/CreateDispatch", dispatch.GetRawText(), DispatchedRoom);
            ids.Add(dispatch.GetProperty("id").GetString()!, created.GetProperty("id").GetString()!);
        }
    }

    // What was done to the mover before the participants were listed again.
    private async Task ChangeMoverAsync()
    {
        var server = emulator.Backend.Server;
        var mover = await server.GetParticipantAsync(LiveRooms.RoomA, "mover");
        await PostAsync(
            "/twirp/livekit.RoomService/MutePublishedTrack",
            $$"""{"room":"{{LiveRooms.RoomA}}","identity":"mover","track_sid":"{{Assert.Single(mover.Tracks).Sid}}","muted":true}""",
            LiveRooms.RoomA);
        await server.UpdateParticipantAsync(new UpdateParticipantRequest
        {
            Room = LiveRooms.RoomA,
            Identity = "mover",
            Name = "New Name",
            Metadata = "new",
            Attributes = new Dictionary<string, string> { ["who"] = "", ["added"] = "1" },
        });
        await server.UpdateParticipantAsync(new UpdateParticipantRequest
        {
            Room = LiveRooms.RoomA,
            Identity = "mover",
            Permissions = mover.Permissions! with { CanPublishData = false },
        });
    }

    private Task<JsonElement> ReplayAsync(RecordedExchange exchange, Dictionary<string, string> ids) =>
        PostAsync(exchange.Route, ids.Aggregate(exchange.Body, (text, id) => text.Replace(id.Key, id.Value, StringComparison.Ordinal)), DispatchedRoom);

    private async Task<JsonElement> PostAsync(string path, string body, string room = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", RecordedToken.Sign(AllGrants(room), emulator.ApiSecret));
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }

    private static string AllGrants(string room) =>
        $$$"""{"iss":"devkey","video":{"roomCreate":true,"roomList":true,"roomAdmin":true,"room":"{{{room}}}"},"sip":{"admin":true}}""";
}
