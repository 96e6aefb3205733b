using System.Threading.Channels;
using Google.Protobuf;
using WarmTransfer.Protocol;

namespace WarmTransfer.Runtime.Tests.Workers;

/// <summary>A server that sends workers what a test wants, and keeps what they send.</summary>
internal sealed class ScriptedWorkerServer : IWorkerConnector
{
    private Channel<byte[]>? _toWorker;

    /// <summary>Gets what the workers sent, pings aside.</summary>
    public List<WorkerMessage> Received { get; } = [];

    public int Connections { get; private set; }

    /// <summary>Gets or sets whether it answers at all.</summary>
    public bool Answers { get; set; } = true;

    public IEnumerable<UpdateJobStatus> JobStatuses => Received.Select(message => message.UpdateJob).OfType<UpdateJobStatus>();

    public Task<IWorkerConnection> ConnectAsync(Uri url, string token, CancellationToken cancellationToken = default)
    {
        Connections++;
        _toWorker = Channel.CreateUnbounded<byte[]>();
        return Task.FromResult<IWorkerConnection>(new Connection(this, _toWorker));
    }

    public void Send(ServerMessage message) => Send(message.ToByteArray());

    public void Send(byte[] bytes) => _toWorker!.Writer.TryWrite(bytes);

    public void Drop() => _toWorker!.Writer.TryComplete();

    public void Offer(string job) => Send(new ServerMessage { Availability = new AvailabilityRequest { Job = Job(job) } });

    public void Assign(string job, string token) => Send(new ServerMessage { Assignment = new JobAssignment { Job = Job(job), Token = token } });

    private static Job Job(string id) => new() { Id = id, DispatchId = "AD_" + id, AgentName = WorkerScene.Agent, Room = new Room { Name = "room-" + id, Sid = "RM_1" } };

    private void Take(WorkerMessage message, Channel<byte[]> toWorker)
    {
        if (message.MessageCase != WorkerMessage.MessageOneofCase.Ping)
            Received.Add(message);
        if (!Answers)
            return;
        if (message.Register is not null)
            toWorker.Writer.TryWrite(new ServerMessage { Register = new RegisterWorkerResponse { WorkerId = $"AW_{Connections}" } }.ToByteArray());
        if (message.Ping is { } ping)
            toWorker.Writer.TryWrite(new ServerMessage { Pong = new WorkerPong { LastTimestamp = ping.Timestamp } }.ToByteArray());
    }

    private sealed class Connection(ScriptedWorkerServer server, Channel<byte[]> toWorker) : IWorkerConnection
    {
        public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
        {
            server.Take(WorkerMessage.Parser.ParseFrom(message.Span), toWorker);
            return ValueTask.CompletedTask;
        }

        public async ValueTask<byte[]?> ReceiveAsync(CancellationToken cancellationToken = default) =>
            await toWorker.Reader.WaitToReadAsync(cancellationToken) && toWorker.Reader.TryRead(out var message) ? message : null;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
