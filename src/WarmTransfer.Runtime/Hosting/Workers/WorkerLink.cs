using System.Threading.Channels;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using WarmTransfer.Protocol;

namespace WarmTransfer;

/// <summary>One connection of a worker, from the registration until it is gone: sends, receives, and notices when the server no longer answers.</summary>
internal sealed class WorkerLink(IWorkerConnection connection, string agent, TimeProvider time, ILogger logger)
{
    /// <summary>How often the worker asks whether the server is still there.</summary>
    public static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(10);

    // Three pings without an answer: a connection that a network has forgotten about.
    private static readonly TimeSpan LongestSilence = PingInterval * 3;
    private static readonly TimeSpan RegisterTimeout = TimeSpan.FromSeconds(10);

    private readonly Channel<WorkerMessage> _outgoing = Channel.CreateUnbounded<WorkerMessage>();
    private readonly Signal _allSent = new();
    private long _heardAt = time.GetTimestamp();

    /// <summary>Registers the worker.</summary>
    /// <returns>The id it has while this connection stands.</returns>
    /// <exception cref="LiveKitException">The server did not answer in time, or closed the connection.</exception>
    public async Task<string> RegisterAsync(RegisterWorkerRequest request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(RegisterTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await connection.SendAsync(new WorkerMessage { Register = request }.ToByteArray(), either.Token);
            while (await connection.ReceiveAsync(either.Token) is { } bytes)
            {
                if (Read(bytes) is { Register: { } registered })
                    return registered.WorkerId;
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw NotRegistered($"it did not answer within {RegisterTimeout.TotalSeconds:0} s");
        }

        throw NotRegistered("it closed the connection");
    }

    /// <summary>Sends a message, after those before it. A message on a connection that is gone is lost.</summary>
    public void Send(WorkerMessage message) => _outgoing.Writer.TryWrite(message);

    /// <summary>Takes no more messages, and waits until all are sent or the connection is gone.</summary>
    public async Task FlushAsync()
    {
        _outgoing.Writer.TryComplete();
        await _allSent.Task;
    }

    /// <summary>Passes on what the server sends, until the connection is gone.</summary>
    public async Task ServeAsync(Action<ServerMessage> received, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = SendAllAsync(end);
        var pinging = PingAsync(end);
        try
        {
            while (await connection.ReceiveAsync(end.Token) is { } bytes)
            {
                Volatile.Write(ref _heardAt, time.GetTimestamp());
                if (Read(bytes) is { } message)
                    received(message);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The server no longer answers, or sending failed.
        }
        finally
        {
            end.Cancel();
            await pinging;
            await sending;
        }
    }

    private async Task SendAllAsync(CancellationTokenSource end)
    {
        try
        {
            // Not ReadAllAsync, which goes on on the thread pool, where a virtual clock does not wait for it.
            while (await _outgoing.Reader.WaitToReadAsync(end.Token))
            {
                while (_outgoing.Reader.TryRead(out var message))
                    await connection.SendAsync(message.ToByteArray(), end.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or LiveKitException)
        {
            end.Cancel();
        }
        finally
        {
            _allSent.TrySet();
        }
    }

    private async Task PingAsync(CancellationTokenSource end)
    {
        try
        {
            while (true)
            {
                await Task.Delay(PingInterval, time, end.Token);
                if (time.GetElapsedTime(Volatile.Read(ref _heardAt)) > LongestSilence)
                    end.Cancel();
                Send(new WorkerMessage { Ping = new WorkerPing { Timestamp = time.GetUtcNow().ToUnixTimeMilliseconds() } });
            }
        }
        catch (OperationCanceledException)
        {
            // The connection has ended.
        }
    }

    // A newer server may say something that this worker does not know.
    private ServerMessage? Read(byte[] bytes)
    {
        try
        {
            return ServerMessage.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            logger.WorkerMessageUnreadable(agent, bytes.Length);
            return null;
        }
    }

    private static LiveKitException NotRegistered(string why) =>
        new("agent", TwirpErrorCode.None, statusCode: null, $"the server did not register the worker: {why}");
}
