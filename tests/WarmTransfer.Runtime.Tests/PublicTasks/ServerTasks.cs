using System.Security.Cryptography;
using System.Text;
using WarmTransfer.Emulator;
using static WarmTransfer.Runtime.Tests.PublicTasks.PublicTask;

namespace WarmTransfer.Runtime.Tests.PublicTasks;

/// <summary>The tasks of the server API, once with an <see cref="HttpClient"/> and once without, and of the webhooks that come from the server.</summary>
internal static class ServerTasks
{
    private const string Guest = "guest";
    private const string PhoneNumber = "+15105550101";

    public static IEnumerable<PublicTask> All =>
    [
        .. Both(nameof(ILiveKitServer.CreateRoomAsync), (stage, server) => stage.WaitAsync(server.CreateRoomAsync(new CreateRoomRequest { Name = Stage.Hall }))),
        .. Both(nameof(ILiveKitServer.ListRoomsAsync), (stage, server) => stage.WaitAsync(server.ListRoomsAsync([Stage.Hall]))),
        .. Both(nameof(ILiveKitServer.DeleteRoomAsync), async (stage, server) =>
        {
            await server.CreateRoomAsync(new CreateRoomRequest { Name = "spare" });
            await stage.WaitAsync(server.DeleteRoomAsync("spare"));
        }),
        .. Both(nameof(ILiveKitServer.ListParticipantsAsync), (stage, server) => stage.WaitAsync(server.ListParticipantsAsync(Stage.Hall))),
        .. Both(nameof(ILiveKitServer.GetParticipantAsync), (stage, server) => stage.WaitAsync(server.GetParticipantAsync(Stage.Hall, Stage.CallerIdentity))),
        .. Both(nameof(ILiveKitServer.UpdateParticipantAsync), (stage, server) =>
            stage.WaitAsync(server.UpdateParticipantAsync(new UpdateParticipantRequest { Room = Stage.Hall, Identity = Stage.CallerIdentity, Metadata = "m" }))),
        .. Both(nameof(ILiveKitServer.RemoveParticipantAsync), async (stage, server) =>
        {
            await using var guest = await stage.Backend.JoinAsAgentAsync(Stage.Hall, Guest);
            await stage.WaitAsync(server.RemoveParticipantAsync(Stage.Hall, Guest));
        }),
        .. Both(nameof(ILiveKitServer.MoveParticipantAsync), async (stage, server) =>
        {
            await using var guest = await stage.Backend.JoinAsAgentAsync(Stage.Hall, Guest);
            await stage.WaitAsync(server.MoveParticipantAsync(Stage.Hall, Guest, Stage.Side));
        }),
        .. Both(nameof(ILiveKitServer.CreateAgentDispatchAsync), async (stage, server) =>
        {
            var dispatch = await stage.WaitAsync(server.CreateAgentDispatchAsync(NewDispatch()));
            await server.DeleteAgentDispatchAsync(Stage.Hall, dispatch.Id);
        }),
        .. Both(nameof(ILiveKitServer.ListAgentDispatchesAsync), (stage, server) => stage.WaitAsync(server.ListAgentDispatchesAsync(Stage.Hall))),
        .. Both(nameof(ILiveKitServer.DeleteAgentDispatchAsync), async (stage, server) =>
        {
            var dispatch = await server.CreateAgentDispatchAsync(NewDispatch());
            await stage.WaitAsync(server.DeleteAgentDispatchAsync(Stage.Hall, dispatch.Id));
        }),
        .. Both(nameof(ILiveKitServer.ListSipOutboundTrunksAsync), (stage, server) => stage.WaitAsync(server.ListSipOutboundTrunksAsync())),
        .. Both(nameof(ILiveKitServer.CreateSipOutboundTrunkAsync), async (stage, server) =>
        {
            var trunk = await stage.WaitAsync(server.CreateSipOutboundTrunkAsync(NewTrunk()));
            await server.DeleteSipTrunkAsync(trunk.TrunkId);
        }),
        .. Both(nameof(ILiveKitServer.DeleteSipTrunkAsync), async (stage, server) =>
        {
            var trunk = await server.CreateSipOutboundTrunkAsync(NewTrunk());
            await stage.WaitAsync(server.DeleteSipTrunkAsync(trunk.TrunkId));
        }),
        .. Both(nameof(ILiveKitServer.CreateSipParticipantAsync), async (stage, server) =>
        {
            stage.LiveKit.Phones.Add(PhoneNumber, Phone.AnswersAfter(Stage.Second));
            await stage.WaitAsync(server.CreateSipParticipantAsync(new CreateSipParticipantRequest
            {
                RoomName = Stage.Side,
                ParticipantIdentity = Guest,
                CallTo = PhoneNumber,
                TrunkId = Stage.Trunk,
            }));
            await server.RemoveParticipantAsync(Stage.Side, Guest);
        }),
        .. Both(nameof(ILiveKitServer.TransferSipParticipantAsync), async (stage, server) =>
        {
            await using var guest = await EmulatedCaller.JoinAsync(stage.LiveKit, Stage.Side, Guest);
            await stage.WaitAsync(server.TransferSipParticipantAsync(new TransferSipParticipantRequest { RoomName = Stage.Side, ParticipantIdentity = Guest, TransferTo = "tel:+15105550102" }));
            await guest.Left;
        }),
        Waits("DispatchGuard.DispatchAsync", stage => stage.WaitAsync(new DispatchGuard(stage.Client, stage.Time).DispatchAsync(Stage.Hall, "nobody", deadline: Stage.Second))),
        Waits("WebhookReceiver.ReceiveAsync", async stage =>
        {
            var credentials = new LiveKitCredentials(stage.LiveKit.Url.ToString(), stage.LiveKit.ApiKey, stage.LiveKit.ApiSecret);
            var body = Encoding.UTF8.GetBytes($$"""{"event":"room_started","room":{"name":"hall"},"id":"{{stage.NewName("EV")}}"}""");
            var signature = credentials.Sign(new AccessToken { Sha256 = Convert.ToBase64String(SHA256.HashData(body)) }, stage.Time);
            await stage.WaitAsync(new WebhookReceiver(credentials, stage.Time).ReceiveAsync(body, signature, (_, _) => stage.DelayAsync(1)));
        }),
    ];

    private static IEnumerable<PublicTask> Both(string method, Func<Stage, ILiveKitServer, Task> scene) =>
    [
        Waits($"{nameof(ILiveKitServer)}.{method}", stage => scene(stage, stage.Backend.Server)),
        Waits($"{nameof(LiveKitServerClient)}.{method}", stage => scene(stage, stage.Client)),
    ];

    private static CreateAgentDispatchRequest NewDispatch() => new() { Room = Stage.Hall, AgentName = "nobody" };

    private static SipOutboundTrunk NewTrunk() => new() { Name = "spare", Address = "sip.example.com", Numbers = ["+15105550103"] };
}
