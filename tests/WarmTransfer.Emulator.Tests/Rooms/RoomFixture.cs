namespace WarmTransfer.Emulator.Tests;

/// <summary>Rooms under a virtual clock, joined without tokens.</summary>
internal sealed class RoomFixture
{
    public RoomFixture(Edition edition = Edition.Cloud)
    {
        Rooms = new RoomDirectory(new LiveKitEmulatorOptions { TimeProvider = Time, Edition = edition });
        Rooms.Observe(ServerEvents.Add);
        Connector = new InProcessRoomConnector(Rooms, _ => throw new NotSupportedException());
    }

    public VirtualTime Time { get; } = new();

    public RoomDirectory Rooms { get; }

    public InProcessRoomConnector Connector { get; }

    public List<ServerEvent> ServerEvents { get; } = [];

    public InProcessRoom Join(string room, string identity, ParticipantPermissions? permissions = null, ParticipantKind kind = ParticipantKind.Standard) =>
        Connector.Join(new JoinToken { RoomJoin = true, Room = room, Identity = identity, Kind = kind, Permissions = permissions ?? new() });

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
