using System.Net;
using System.Threading.Channels;

namespace WarmTransfer.Emulator;

/// <summary>Connects workers to the emulator without a socket, on the caller's thread and the emulator's clock.</summary>
internal sealed class InProcessWorkerConnector(RoomDirectory rooms, TwirpServer server) : IWorkerConnector
{
    /// <inheritdoc/>
    public Task<IWorkerConnection> ConnectAsync(Uri url, string token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentException.ThrowIfNullOrEmpty(token);
        cancellationToken.ThrowIfCancellationRequested();
        var request = new EmulatorRequest { Method = "GET", Path = WorkerUpgrade.Path, Authorization = "Bearer " + token };
        if (server.RefuseWorker(request) is { } refusal)
            return Task.FromException<IWorkerConnection>(Refused((HttpStatusCode)refusal.Status));
        return Task.FromResult<IWorkerConnection>(new Connection(rooms));
    }

    // As over a socket, where a client sees the status alone.
    private static LiveKitException Refused(HttpStatusCode status) =>
        new("agent", TwirpErrorCode.Unauthenticated, status, "the server refused the worker's token");

    private sealed class Connection : IWorkerConnection, IWorkerSocket
    {
        private readonly Channel<byte[]> _received = Channel.CreateUnbounded<byte[]>();
        private readonly WorkerConnection _server;

        public Connection(RoomDirectory rooms) => _server = new WorkerConnection(rooms, this);

        public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _server.Receive(new WorkerFrame(IsText: false, message.ToArray()));
            return ValueTask.CompletedTask;
        }

        public async ValueTask<byte[]?> ReceiveAsync(CancellationToken cancellationToken = default) =>
            await _received.Reader.WaitToReadAsync(cancellationToken) && _received.Reader.TryRead(out var message) ? message : null;

        public ValueTask DisposeAsync()
        {
            _server.Closed();
            _received.Writer.TryComplete();
            return ValueTask.CompletedTask;
        }

        void IWorkerSocket.Send(WorkerFrame frame) => _received.Writer.TryWrite(frame.Payload.ToArray());

        void IWorkerSocket.Drop() => _received.Writer.TryComplete();
    }
}
