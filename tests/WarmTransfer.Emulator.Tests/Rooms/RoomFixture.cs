namespace WarmTransfer.Emulator.Tests;

/// <summary>Rooms under a virtual clock, joined without signing tokens.</summary>
internal sealed class RoomFixture
{
    public RoomFixture(LiveKitEdition edition = LiveKitEdition.Cloud)
    {
        var options = new LiveKitEmulatorOptions { TimeProvider = Time, Edition = edition };
        Rooms = new RoomDirectory(options, new IdSource(options.RandomSeed));
        Rooms.Observe(ServerEvents.Add);
        Connector = new InProcessRoomConnector(Rooms, new TokenVerifier(options.ApiKey, options.ApiSecret, Time), () => new Uri("http://livekit.test"));
    }

    public VirtualTime Time { get; } = new();

    public RoomDirectory Rooms { get; }

    public InProcessRoomConnector Connector { get; }

    public List<ServerEvent> ServerEvents { get; } = [];

    public InProcessRoom Join(string room, string identity, string kind = "") =>
        Join(new TokenGrants { RoomJoin = true, Room = room, Identity = identity, Kind = kind });

    public InProcessRoom Join(TokenGrants grants) => Connector.Join(grants);

    public static List<RoomEvent> EventsOf(IRoom room)
    {
        var events = new List<RoomEvent>();
        room.Observe(events.Add);
        return events;
    }

    public static short[] Frame(short value = 1000)
    {
        var frame = new short[AudioFormat.SamplesPerFrame];
        Array.Fill(frame, value);
        return frame;
    }
}
