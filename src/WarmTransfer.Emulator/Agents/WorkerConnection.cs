using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator;

/// <summary>One worker's socket, from the upgrade on: it has to register in time, and to keep to the protocol.</summary>
/// <remarks>Whatever it does wrong is answered in one way: the connection drops, without a word.</remarks>
internal sealed class WorkerConnection
{
    private static readonly TimeSpan RegisterTimeout = TimeSpan.FromSeconds(10);

    private readonly RoomDirectory _rooms;
    private readonly IWorkerSocket _socket;
    private readonly ITimer _registerTimer;
    private RegisteredWorker? _worker;
    private bool _speaksText;
    private bool _isClosed;

    public WorkerConnection(RoomDirectory rooms, IWorkerSocket socket)
    {
        _rooms = rooms;
        _socket = socket;
        _registerTimer = rooms.Time.CreateTimer(_ => rooms.Change(DropUnregistered), null, RegisterTimeout, Timeout.InfiniteTimeSpan);
        rooms.Change(() => rooms.Workers.Connected(this));
    }

    /// <summary>Takes a frame from the worker.</summary>
    public void Receive(WorkerFrame frame) => _rooms.Change(() =>
    {
        if (_isClosed)
            return;
        // Answers come in the form the worker last used.
        _speaksText = frame.IsText;
        try
        {
            Handle(frame.ReadWorkerMessage());
        }
        catch (FormatException)
        {
            Drop();
        }
    });

    /// <summary>The worker has closed the socket, or the network has.</summary>
    public void Closed() => _rooms.Change(() =>
    {
        if (_isClosed)
            return;
        _isClosed = true;
        _registerTimer.Dispose();
        _rooms.Workers.Disconnected(this);
        if (_worker is { } worker)
            _rooms.Workers.Deregister(worker);
    });

    /// <summary>Ends the connection from the server's side.</summary>
    public void Drop() => _rooms.Change(() =>
    {
        Closed();
        _rooms.Outbox.Add(_socket.Drop);
    });

    private void Handle(WorkerMessage message)
    {
        switch (message.MessageCase, _worker)
        {
            case (WorkerMessage.MessageOneofCase.Ping, _):
                Send(new ServerMessage { Pong = new WorkerPong { LastTimestamp = message.Ping.Timestamp, Timestamp = _rooms.Time.GetUtcNow().ToUnixTimeMilliseconds() } });
                break;
            case (WorkerMessage.MessageOneofCase.Register, null):
                Register(message.Register);
                break;
            case (WorkerMessage.MessageOneofCase.Availability, { } worker):
                worker.Answer(message.Availability);
                break;
            case (WorkerMessage.MessageOneofCase.UpdateWorker, { } worker):
                worker.Update(message.UpdateWorker);
                break;
            case (WorkerMessage.MessageOneofCase.UpdateJob, { } worker):
                worker.Update(message.UpdateJob);
                break;
            case (WorkerMessage.MessageOneofCase.SimulateJob, { } worker):
                _rooms.SimulateJob(worker, message.SimulateJob);
                break;
            case (WorkerMessage.MessageOneofCase.MigrateJob, { }):
                // Taken and ignored, as by the open-source server: jobs do not move.
                break;
            default:
                Drop();
                break;
        }
    }

    private void Register(RegisterWorkerRequest registration)
    {
        if (!Enum.IsDefined(registration.Type))
        {
            Drop();
            return;
        }

        _registerTimer.Dispose();
        _worker = new RegisteredWorker(_rooms.Ids.Next("AW_"), registration, Send);
        Send(new ServerMessage { Register = new RegisterWorkerResponse { WorkerId = _worker.Id, ServerInfo = _rooms.Workers.ServerInfo.Clone() } });
        _rooms.Workers.Register(_worker);
    }

    private void Send(ServerMessage message)
    {
        var frame = WorkerFrame.Write(message, _speaksText);
        _rooms.Outbox.Add(() => _socket.Send(frame));
    }

    private void DropUnregistered()
    {
        // The timer may have fired while the worker was registering.
        if (_worker is null)
            Drop();
    }
}
