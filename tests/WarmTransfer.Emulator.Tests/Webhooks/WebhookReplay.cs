using System.Net;
using WarmTransfer.Emulator.Tests.Conformance;

namespace WarmTransfer.Emulator.Tests;

/// <summary>What was done while webhooks were recorded, done again at the same times.</summary>
internal sealed class WebhookReplay
{
    private const string FailingRoom = "hk-fail-44222";

    private static readonly DateTimeOffset Start = new(2026, 11, 22, 6, 39, 4, TimeSpan.Zero);

    // For three seconds nobody listened there.
    private static readonly TimeSpan ReceiverStops = TimeSpan.FromSeconds(17.5);
    private static readonly TimeSpan ReceiverStarts = TimeSpan.FromSeconds(20.5);

    private readonly VirtualTime _time = new(Start);
    private readonly List<ReceivedWebhook> _received = [];

    /// <summary>Gets what reached the receiver.</summary>
    public IReadOnlyList<ReceivedWebhook> Received => _received;

    public void Run() => _time.Run(async () =>
    {
        var inbox = new WebhookInbox(_time) { Answer = Answer };
        var emulator = inbox.CreateEmulator();
        var server = emulator.Backend.Server;
        var rooms = new LiveRooms(emulator);

        await UntilAsync(0.234);
        await rooms.CreateRoomsAsync();
        await UntilAsync(0.371);
        var mover = await rooms.JoinAsync("mover", LiveRooms.RoomA);
        await UntilAsync(0.640);
        var stay = await rooms.JoinAsync("stay", LiveRooms.RoomA);
        await UntilAsync(0.899);
        await rooms.JoinAsync("bob", LiveRooms.RoomB);
        await UntilAsync(1.698);
        await mover.PublishAudioAsync("mic");
        await UntilAsync(1.739);
        await stay.PublishAudioAsync("mic");

        using var api = new ApiClient(emulator) { Room = LiveRooms.RoomA };
        using (await api.PostJsonAsync("RoomService/UpdateRoomMetadata", $$$"""{"room":"{{{LiveRooms.RoomA}}}","metadata":"{\"phase\":1}"}"""))
            await UntilAsync(13.95);
        await server.RemoveParticipantAsync(LiveRooms.RoomA, "stay");
        await UntilAsync(15.015);
        await rooms.JoinAsync("bob", LiveRooms.RoomB);
        await UntilAsync(16.17);
        await server.DeleteRoomAsync(LiveRooms.RoomB);
        await UntilAsync(17.682);
        await server.CreateRoomAsync(new CreateRoomRequest { Name = FailingRoom, EmptyTimeout = TimeSpan.FromSeconds(1) });
        await UntilAsync(21);
    });

    private Task<HttpStatusCode> Answer(ReceivedWebhook webhook)
    {
        if (_time.Elapsed > ReceiverStops && _time.Elapsed < ReceiverStarts)
            throw new HttpRequestException(HttpRequestError.ConnectionError);
        _received.Add(webhook);
        return Task.FromResult(HttpStatusCode.OK);
    }

    private Task UntilAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds) - _time.Elapsed, _time);
}
