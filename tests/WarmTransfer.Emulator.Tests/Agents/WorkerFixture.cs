using System.Text;
using System.Text.Json;

namespace WarmTransfer.Emulator.Tests.Agents;

/// <summary>An emulator under a virtual clock, with workers that speak JSON.</summary>
internal sealed class WorkerFixture
{
    public WorkerFixture() => Emulator = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = Time });

    public VirtualTime Time { get; } = new();

    public LiveKitEmulator Emulator { get; }

    public ReplayedSocket Register(string agentName, string type = "JT_ROOM")
    {
        var socket = new ReplayedSocket(Emulator);
        Send(socket, $$$"""{"register":{"agentName":"{{{agentName}}}","type":"{{{type}}}","version":"1"}}""");
        Assert.Contains("workerId", Take(socket), StringComparison.Ordinal);
        return socket;
    }

    public void Dispatch(string room, string agentName, string metadata = "") =>
        Emulator.Directory.CreateDispatch(new Protocol.CreateAgentDispatchRequest { Room = room, AgentName = agentName, Metadata = metadata });

    /// <summary>Takes the offer that has arrived, and gives its job.</summary>
    public static JsonElement TakeOffer(ReplayedSocket socket) => JsonElement.Parse(Take(socket)).GetProperty("availability").GetProperty("job");

    public static void Answer(ReplayedSocket socket, JsonElement job, bool available, string identity = "agent") =>
        Send(socket, JsonSerializer.Serialize(new { availability = new { jobId = job.GetProperty("id").GetString(), available, participantIdentity = identity } }));

    public static void Send(ReplayedSocket socket, string json) => socket.Server.Receive(new WorkerFrame(IsText: true, Encoding.UTF8.GetBytes(json)));

    public static string Take(ReplayedSocket socket) => Encoding.UTF8.GetString(socket.Inbox.Dequeue().Frame.Payload.Span);
}
