using System.Globalization;
using System.Text.Json;

namespace WarmTransfer.Emulator.Tests.Conformance;

/// <summary>What three clients saw while an open-source server was asked to move, remove and replace them (move-participant-events).</summary>
public sealed class MoveParticipantEventsTests
{
    private readonly VirtualTime _time = new();
    private readonly List<(string Who, string What)> _seen = [];

    [Fact]
    public void MoveParticipant_OnOpenSource_ClientsSeeWhatWasRecorded()
    {
        var seen = _time.Run(PlayAsync);

        var recorded = ReadRecorded();
        Assert.Equal(3, recorded.Count);
        foreach (var (who, events) in recorded)
            Assert.Equal(events, seen.Where(entry => entry.Who == who).Select(entry => entry.What));
    }

    // The steps between which the recording was made.
    private async Task<(string Who, string What)[]> PlayAsync()
    {
        await using var emulator = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = _time, Edition = LiveKitEdition.OpenSource });
        var server = emulator.Backend.Server;
        var rooms = new LiveRooms(emulator);
        await rooms.OpenAsync(Watch);

        using var api = new ApiClient(emulator) { Room = LiveRooms.RoomA };
        var mic = Assert.Single((await server.GetParticipantAsync(LiveRooms.RoomA, "mover")).Tracks).Sid;
        await PostAsync(api, "MutePublishedTrack", new { room = LiveRooms.RoomA, identity = "mover", track_sid = mic, muted = true });

        await server.UpdateParticipantAsync(new UpdateParticipantRequest
        {
            Room = LiveRooms.RoomA,
            Identity = "mover",
            Name = "New Name",
            Metadata = "new",
            Attributes = new Dictionary<string, string> { ["who"] = "", ["added"] = "1" },
        });

        await PostAsync(api, "SendData", new { room = LiveRooms.RoomA, data = "aGVsbG8=", kind = "RELIABLE", destination_identities = (string[])["stay"], topic = "t" });
        await PostAsync(api, "SendData", new { room = LiveRooms.RoomA, data = "YWxs", topic = "t2" });

        await Assert.ThrowsAsync<LiveKitException>(() => server.MoveParticipantAsync(LiveRooms.RoomA, "mover", LiveRooms.RoomB));
        await Task.Delay(TimeSpan.FromSeconds(4), _time);
        Assert.True(rooms.Mover.IsConnected);
        Assert.Equal("stay", Assert.Single(rooms.Mover.RemoteParticipants).Identity);
        Assert.Empty(rooms.Bob.RemoteParticipants);

        await server.RemoveParticipantAsync(LiveRooms.RoomA, "stay");
        var bob2 = await rooms.JoinAsync("bob", LiveRooms.RoomB);
        Watch("bob", bob2);
        Assert.Equal((false, true), (rooms.Bob.IsConnected, bob2.IsConnected));

        await server.DeleteRoomAsync(LiveRooms.RoomB);
        Assert.Equal((false, true), (bob2.IsConnected, rooms.Mover.IsConnected));
        return [.. _seen];
    }

    private static async Task PostAsync(ApiClient api, string method, object body)
    {
        using var answer = await api.PostJsonAsync("RoomService/" + method, JsonSerializer.Serialize(body));
        Assert.Equal(200, (int)answer.StatusCode);
    }

    private void Watch(string who, IRoom room) => room.Observe(seen =>
    {
        if (Describe(who, seen) is { } described)
            _seen.Add((who, described));
    });

    // A client sees its own track's mute as often as its library cares to tell.
    private static string? Describe(string who, RoomEvent seen) => seen switch
    {
        RoomEvent.TrackMuteChanged muted when muted.Participant.Identity == who => null,
        RoomEvent.TrackMuteChanged muted => $"trackMuted {muted.Participant.Identity} {muted.Track.Name}",
        RoomEvent.DataReceived data => $"dataReceived {data.Topic}",
        RoomEvent.ParticipantJoined joined => $"participantConnected {joined.Participant.Identity}",
        RoomEvent.ParticipantLeft left => $"participantDisconnected {left.Participant.Identity}",
        RoomEvent.TrackPublished published => $"trackPublished {published.Participant.Identity} {published.Track.Name}",
        RoomEvent.TrackUnpublished unpublished => $"trackUnpublished {unpublished.Participant.Identity} {unpublished.Track.Name}",
        RoomEvent.TrackSubscribed subscribed => $"trackSubscribed {subscribed.Participant.Identity} {subscribed.Track.Name}",
        RoomEvent.TrackUnsubscribed unsubscribed => $"trackUnsubscribed {unsubscribed.Participant.Identity} {unsubscribed.Track.Name}",
        RoomEvent.AttributesChanged changed => $"participantAttributesChanged {changed.Participant.Identity}",
        RoomEvent.Disconnected disconnected => string.Create(CultureInfo.InvariantCulture, $"disconnected {(int)disconnected.Reason}"),
        _ => seen.ToString(),
    };

    // Of what the recorded clients saw, that of which a room tells: not names or their own state.
    private static Dictionary<string, List<string>> ReadRecorded()
    {
        var log = JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "move-participant-events.json"))).GetProperty("log");
        var recorded = new Dictionary<string, List<string>>();
        foreach (var entry in log.EnumerateArray())
        {
            var who = entry.GetProperty("who").GetString()!;
            if (Describe(who, entry.GetProperty("event").GetString()!, entry.GetProperty("data")) is not { } seen)
                continue;
            if (!recorded.TryGetValue(who, out var events))
                recorded.Add(who, events = []);
            events.Add(seen);
        }

        return recorded;
    }

    private static string? Describe(string who, string name, JsonElement data) => name switch
    {
        "participantConnected" or "participantDisconnected" => $"{name} {Identity(data[0])}",
        "trackPublished" or "trackUnpublished" => $"{name} {Identity(data[1])} {data[0].GetProperty("name").GetString()}",
        "trackSubscribed" or "trackUnsubscribed" => $"{name} {Identity(data[2])} {data[0].GetProperty("name").GetString()}",
        "trackMuted" when Identity(data[1]) != who => $"{name} {Identity(data[1])} {data[0].GetProperty("name").GetString()}",
        "dataReceived" => $"{name} {data[1].GetString()}",
        "participantAttributesChanged" => $"{name} {Identity(data[0])}",
        "disconnected" => $"{name} {data[0].GetRawText()}",
        _ => null,
    };

    private static string Identity(JsonElement participant) => participant.GetProperty("identity").GetString()!;
}
