using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>This end of a connection to a room: who we are there, and whether the connection stands.</summary>
/// <remarks>All parts of a room share <see cref="Gate"/>: what an event changes in several of them, it changes at once.</remarks>
internal sealed class RtcConnection
{
    private readonly TimeSpan _disconnectTimeout;
    private readonly Signal _named = new();
    private ParticipantInfo _local;
    private string _name;
    private string _sid;
    private bool _isConnected = true;
    private bool _isDisposed;

    public RtcConnection(FfiClient client, Ffi.ConnectCallback.Types.Result joined, TimeSpan disconnectTimeout, ILogger logger, TimeProvider time)
    {
        Client = client;
        Logger = logger;
        Time = time;
        _disconnectTimeout = disconnectTimeout;
        Room = client.Own(joined.Room?.Handle);
        LocalParticipant = client.Own(joined.LocalParticipant?.Handle);
        _name = joined.Room.Info.Name;
        _sid = joined.Room.Info.Sid;
        _local = RtcMapping.ToParticipant(joined.LocalParticipant.Info);
        if (_sid.Length > 0)
            _named.TrySet();
    }

    public FfiClient Client { get; }

    public ILogger Logger { get; }

    public TimeProvider Time { get; }

    public FfiHandle Room { get; }

    public FfiHandle LocalParticipant { get; }

    /// <summary>Gets the lock of the room and all its parts. Never held across an await, nor while observers are called.</summary>
    public Lock Gate { get; } = new();

    public string Name
    {
        get
        {
            lock (Gate)
                return _name;
        }
    }

    public string Sid
    {
        get
        {
            lock (Gate)
                return _sid;
        }
    }

    public string LocalIdentity => _local.Identity;

    public bool IsConnected
    {
        get
        {
            lock (Gate)
                return _isConnected;
        }
    }

    /// <summary>Gets whether the connection stands and nobody has begun to close it. Asked under the lock.</summary>
    public bool IsUsable => _isConnected && !_isDisposed;

    /// <summary>Gets or sets what is known of ourselves. Under the lock.</summary>
    public ParticipantInfo Local
    {
        get => _local;
        set => _local = value;
    }

    /// <summary>Waits for the server to tell the room's id, or for the end of the connection.</summary>
    public Task NamedAsync(CancellationToken cancellationToken) => _named.Task.WaitAsync(cancellationToken);

    public void Rename(string name) => _name = name;

    public void SetSid(string sid)
    {
        if (sid.Length == 0)
            return;
        _sid = sid;
        _named.TrySet();
    }

    /// <summary>Ends the connection.</summary>
    /// <returns><see langword="false"/> when it had ended before.</returns>
    public bool TryEnd(DisconnectReason reason)
    {
        lock (Gate)
        {
            if (!_isConnected)
                return false;
            _isConnected = false;
            Logger.RoomDisconnected(_name, reason);
        }

        _named.TrySet();
        return true;
    }

    /// <summary>Begins to close the connection.</summary>
    /// <returns><see langword="false"/> when that was done before.</returns>
    public bool TryBeginDispose()
    {
        lock (Gate)
        {
            if (_isDisposed)
                return false;
            _isDisposed = true;
            return true;
        }
    }

    /// <summary>Checks that the connection stands. Under the lock.</summary>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    public void Require(string purpose)
    {
        if (!IsUsable)
            throw new InvalidOperationException($"'{LocalIdentity}' is not in room '{_name}' any more, so it cannot {purpose}.");
    }

    /// <summary>Checks that data may be sent.</summary>
    /// <exception cref="InvalidOperationException">The connection has ended, or the server does not allow it.</exception>
    public void RequireData(string purpose)
    {
        lock (Gate)
        {
            Require(purpose);
            if (_local.Permissions is { CanPublishData: false })
                throw new InvalidOperationException($"'{LocalIdentity}' may not {purpose}: its token, or a later UpdateParticipant, says canPublishData = false.");
        }
    }

    /// <summary>Checks that the own metadata and attributes may be changed.</summary>
    /// <exception cref="InvalidOperationException">The connection has ended, or the server does not allow it.</exception>
    public void RequireOwnMetadata(string purpose)
    {
        lock (Gate)
        {
            Require(purpose);
            if (_local.Permissions is { CanUpdateMetadata: false })
                throw new InvalidOperationException($"'{LocalIdentity}' may not {purpose}: sign its token with canUpdateOwnMetadata = true, or allow it with UpdateParticipant (canUpdateMetadata).");
        }
    }

    public Task LeaveAsync() => BoundedAsync("leave the room", Client.CallAsync(
        id => new Ffi.FfiRequest { Disconnect = new Ffi.DisconnectRequest { RoomHandle = Room.Id, RequestAsyncId = id } },
        answer => answer.Disconnect));

    /// <summary>Waits for a step of leaving, for as long as <see cref="RtcOptions.DisconnectTimeout"/> allows; a failure is logged.</summary>
    public async Task BoundedAsync(string step, Task work)
    {
        try
        {
            await work.WaitAsync(_disconnectTimeout, Time);
        }
        catch (TimeoutException)
        {
            Logger.RoomStepTimedOut(step, _disconnectTimeout);
        }
        catch (Exception exception)
        {
            Logger.RoomStepFailed(step, exception);
        }
    }
}
