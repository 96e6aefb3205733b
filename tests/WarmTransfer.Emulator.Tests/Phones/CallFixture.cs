using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator.Tests;

/// <summary>Rooms, phones and one trunk, <see cref="TrunkId"/>, under a virtual clock.</summary>
internal sealed class CallFixture
{
    public const string TrunkId = "ST_test";

    private readonly RoomFixture _rooms = new();

    public CallFixture(SipTiming? timing = null, LiveKitEmulatorOptions? options = null)
    {
        Sip = new SipService(_rooms.Rooms, Phones, options ?? new LiveKitEmulatorOptions(), id => id == TrunkId ? Trunk : null, timing);
    }

    public VirtualTime Time => _rooms.Time;

    public RoomDirectory Rooms => _rooms.Rooms;

    public PhoneBook Phones { get; } = new();

    public SipService Sip { get; }

    public List<ServerEvent> ServerEvents => _rooms.ServerEvents;

    public SIPOutboundTrunkInfo Trunk { get; } = new() { SipTrunkId = TrunkId, Address = "sip.example.com:5060", Numbers = { "+15550100" } };

    public InProcessRoom Join(string room, string identity, string kind = "") => _rooms.Join(room, identity, kind);

    public Task<SIPParticipantInfo> DialAsync(string room, string number, Action<CreateSIPParticipantRequest>? change = null)
    {
        var request = new CreateSIPParticipantRequest
        {
            SipTrunkId = TrunkId,
            SipCallTo = number,
            RoomName = room,
            ParticipantIdentity = "human",
            WaitUntilAnswered = true,
        };
        change?.Invoke(request);
        return Sip.CreateParticipantAsync(request, CancellationToken.None);
    }

    public static async Task SayAsync(IRoom agent, string text)
    {
        await using var stream = await agent.OpenTextStreamAsync(new TextStreamOptions { Topic = TextTopics.Transcription });
        await stream.WriteAsync(text);
    }
}
