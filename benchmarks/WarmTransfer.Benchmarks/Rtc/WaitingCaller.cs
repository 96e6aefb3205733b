namespace WarmTransfer.Benchmarks.Rtc;

/// <summary>A caller in a room with an AI, whose human is being called.</summary>
internal sealed class WaitingCaller : IAsyncDisposable
{
    // As long as a server lets a phone ring.
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(80);

    private readonly LiveKitBackend _liveKit;
    private readonly SilentAgent _agent = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly IAsyncDisposable _caller;
    private readonly CallSession _session;
    private Task<WarmTransferResult>? _transfer;

    private WaitingCaller(LiveKitBackend liveKit, IAsyncDisposable caller, IRoom ai)
    {
        _liveKit = liveKit;
        _caller = caller;
        _session = new CallSession(liveKit, ai, "caller", new CallSessionOptions { ChatClient = _agent, OwnsRoom = true });
    }

    /// <param name="liveKit">The server.</param>
    /// <param name="elsewhere">Whether the caller is in a process of their own.</param>
    public static async Task<WaitingCaller> JoinAsync(LiveKitBackend liveKit, bool elsewhere = false)
    {
        var name = "rtc-benchmark-" + Guid.NewGuid().ToString("N")[..8];
        IAsyncDisposable caller = elsewhere ? await CallerElsewhere.JoinAsync(name) : await JoinAsCallerAsync(liveKit, name);
        WaitingCaller waiting = new(liveKit, caller, await liveKit.JoinAsAgentAsync(name, "ai"));
        await waiting._session.StartAsync();
        return waiting;
    }

    /// <summary>Joins as people do: a server counts agents as nobody, and closes a room that has nobody else in it.</summary>
    public static Task<IRoom> JoinAsCallerAsync(LiveKitBackend liveKit, string room)
    {
        AccessToken token = new() { Identity = "caller", Video = new VideoGrant { RoomJoin = true, Room = room } };
        return liveKit.Rooms.ConnectAsync(liveKit.Server.Url, liveKit.Server.SignToken(token));
    }

    /// <summary>Calls a phone that does not answer. Returns when it rings, or when that failed.</summary>
    public async Task RingAsync(string number, string trunk, HoldAudio music)
    {
        TaskCompletionSource rings = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _transfer = TransferAsync(number, trunk, music, new CallStatus(rings));
        if (await Task.WhenAny(rings.Task, _transfer) == _transfer)
            Console.WriteLine($"        {number} does not ring: {(await _transfer).Describe()}");
    }

    /// <summary>Gets whether the phone rings still.</summary>
    public bool IsWaiting => _transfer is { IsCompleted: false };

    /// <summary>Says how the call that was begun has ended, and why.</summary>
    public async Task<string> EndAsync()
    {
        if (_transfer is null)
            return "nobody was called";
        WarmTransferResult result = await _transfer;
        return $"{result.Describe()}: {result.Attempts.LastOrDefault()}";
    }

    /// <summary>One transfer, to its end.</summary>
    public Task<WarmTransferResult> TransferAsync(string number, string trunk, HoldAudio music, IProgress<TransferProgress>? progress = null)
    {
        WarmTransferOptions options = new() { CallTo = number, SipTrunkId = trunk, HoldAudio = music, RingingTimeout = LongEnough, Progress = progress };
        return new WarmTransferTask(_agent, options).RunAsync(_session, _cancel.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _cancel.Cancel();
        if (_transfer is not null)
            await _transfer;
        var room = _session.Room.Name;
        await _session.DisposeAsync();
        // While the caller is still there: an empty room may be gone already.
        await _liveKit.Server.DeleteRoomAsync(room);
        await _caller.DisposeAsync();
        _cancel.Dispose();
        _agent.Dispose();
    }

    private sealed class CallStatus(TaskCompletionSource rings) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value)
        {
            if (value.Attempt.CallStatus == "ringing")
                rings.TrySetResult();
        }
    }
}
