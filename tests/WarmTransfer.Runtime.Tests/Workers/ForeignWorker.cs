using Google.Protobuf;
using WarmTransfer.Emulator;
using WarmTransfer.Protocol;

namespace WarmTransfer.Runtime.Tests.Workers;

/// <summary>A worker of another make, which does only what the protocol asks for.</summary>
internal static class ForeignWorker
{
    public const string Agent = "python";

    /// <summary>Serves one job, and gives the room its agent is in.</summary>
    public static async Task<IRoom> ServeOneAsync(IWorkerConnection connection, LiveKitEmulator emulator, string identity)
    {
        await connection.SendAsync(new WorkerMessage { Register = new RegisterWorkerRequest { AgentName = Agent, Version = "1" } }.ToByteArray());
        while (await connection.ReceiveAsync() is { } bytes)
        {
            var message = ServerMessage.Parser.ParseFrom(bytes);
            if (message.Availability is { } offer)
                await connection.SendAsync(new WorkerMessage { Availability = new AvailabilityResponse { JobId = offer.Job.Id, Available = true, ParticipantIdentity = identity } }.ToByteArray());
            if (message.Assignment is { } assignment)
                return await emulator.Rooms.ConnectAsync(emulator.Url, assignment.Token);
        }

        throw new InvalidOperationException("The connection ended before a job came.");
    }
}
