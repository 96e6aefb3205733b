using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.PublicTasks;

/// <summary>An emulated LiveKit with a slow server, a caller and an AI, where one scene is played over and over, each time with another way of waiting.</summary>
internal sealed class Stage
{
    public const string Hall = "hall";
    public const string Side = "side";
    public const string CallerIdentity = "caller";
    public const string Trunk = "ST_1";

    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);
    private static readonly string[] Ways = ["directly", "WaitAsync(limit)", "WaitAsync(token)", "WhenAny", "WhenAll"];

    private readonly List<IAsyncDisposable> _shared = [];
    private string[] _ways = [];
    private int _waits;
    private int _names;
    private TimeSpan _elapsed;

    private Stage(VirtualTime time, LiveKitEmulator liveKit)
    {
        Time = time;
        LiveKit = liveKit;
        Client = new LiveKitServerClient(new HttpMessageInvoker(liveKit.CreateHandler()), new LiveKitCredentials(liveKit.Url.ToString(), liveKit.ApiKey, liveKit.ApiSecret), time);
        liveKit.Faults.Add(FaultPlan.EveryMethod, new ServerFault.Delayed(Latency), FaultSchedule.Always);
    }

    public VirtualTime Time { get; }

    public LiveKitEmulator LiveKit { get; }

    public LiveKitBackend Backend => LiveKit.Backend;

    /// <summary>Gets a client that, unlike the one of <see cref="Backend"/>, sends without an <see cref="HttpClient"/>.</summary>
    public LiveKitServerClient Client { get; }

    /// <summary>Gets the AI's connection to the hall, where the caller is.</summary>
    public IRoom Agent { get; private set; } = null!;

    public EmulatedCaller Caller { get; private set; } = null!;

    /// <summary>Plays a scene until it was waited for so many times, alternating over the ways of waiting.</summary>
    public static void Play(PublicTask task, int times)
    {
        var time = new VirtualTime();
        time.Run(() => PlayAsync(task, times, time), new VirtualTimeRunOptions { Limit = TimeSpan.FromDays(365) });
    }

    /// <summary>Waits for the task of the scene in the way whose turn it is, or in all of them.</summary>
    public async Task WaitAsync(Task task)
    {
        var elapsed = await Task.WhenAll(_ways.Select(way => MeasureAsync(task, way)));
        await task;
        Assert.True(elapsed.Distinct().Count() == 1, $"Waited for by {string.Join(", ", _ways)}, it took {string.Join(", ", elapsed)}.");
        _elapsed += elapsed[0];
        _waits++;
    }

    /// <inheritdoc cref="WaitAsync(Task)"/>
    public async Task<T> WaitAsync<T>(Task<T> task)
    {
        await WaitAsync((Task)task);
        return await task;
    }

    /// <inheritdoc cref="WaitAsync(Task)"/>
    public Task WaitAsync(ValueTask task) => WaitAsync(task.AsTask());

    /// <inheritdoc cref="WaitAsync(Task)"/>
    public Task<T> WaitAsync<T>(ValueTask<T> task) => WaitAsync(task.AsTask());

    public Task DelayAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), Time);

    public async Task AfterASecondAsync(Action action)
    {
        await DelayAsync(1);
        action();
    }

    /// <summary>Gives a name that was not given before.</summary>
    public string NewName(string kind) => $"{kind}-{++_names}";

    /// <summary>Makes something once, for all times the scene is played.</summary>
    public async Task<T> ShareAsync<T>(Func<Task<T>> make)
        where T : class, IAsyncDisposable
    {
        if (_shared.OfType<T>().FirstOrDefault() is { } known)
            return known;
        var made = await make();
        _shared.Add(made);
        return made;
    }

    private static async Task PlayAsync(PublicTask task, int times, VirtualTime time)
    {
        await using var liveKit = new LiveKitEmulator(new LiveKitEmulatorOptions
        {
            TimeProvider = time,
            Trunks = [new SipOutboundTrunk { TrunkId = Trunk, Address = "sip.example.com", Numbers = ["+15105550100"] }],
        });
        var stage = new Stage(time, liveKit);
        await using var caller = stage.Caller = await EmulatedCaller.JoinAsync(liveKit, Hall, CallerIdentity);
        await using var agent = stage.Agent = await stage.Backend.JoinAsAgentAsync(Hall, "ai");
        await using var occupant = await stage.Backend.JoinAsAgentAsync(Side, "ai");
        TimeSpan? expected = null;
        var plays = task.IsCostly ? times / Ways.Length : times;
        for (var run = 0; run < plays; run++)
        {
            var elapsed = await stage.PlayAsync(task, task.IsCostly ? Ways : [Ways[run % Ways.Length]]);
            expected ??= elapsed;
            Assert.True(elapsed == expected, $"Waited for by {string.Join(", ", stage._ways)}, it took {elapsed} in run {run}, and {expected} in the first.");
            Assert.True(elapsed > TimeSpan.Zero == task.TakesTime, $"It took {elapsed} of virtual time; list it under {nameof(PublicTask)}.{(task.TakesTime ? nameof(PublicTask.AtOnce) : nameof(PublicTask.Waits))}.");
        }

        foreach (var shared in Enumerable.Reverse(stage._shared))
            await shared.DisposeAsync();
    }

    private async Task<TimeSpan> PlayAsync(PublicTask task, string[] ways)
    {
        (_ways, _waits, _elapsed) = (ways, 0, TimeSpan.Zero);
        await task.Scene(this);
        Assert.True(_waits > 0, $"The scene of {task.Member} waits for nothing.");
        return _elapsed;
    }

    private async Task<TimeSpan> MeasureAsync(Task task, string way)
    {
        var start = Time.GetTimestamp();
        // Whatever the way, there is a timer: when the end of the task goes unseen, the clock jumps to it.
        using var limit = new CancellationTokenSource(Limit, Time);
        try
        {
            await WaitAsync(task, way, limit.Token);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException && Time.GetElapsedTime(start) >= Limit)
        {
            Assert.Fail($"Waited for by {way}, it ended after the limit of {Limit}: its continuation left the virtual clock's thread. Hand out the task of a Signal, or of an async method.");
        }

        return Time.GetElapsedTime(start);
    }

    private async Task WaitAsync(Task task, string way, CancellationToken limit)
    {
        switch (way)
        {
            case "directly":
                await task;
                break;
            case "WaitAsync(limit)":
                await task.WaitAsync(Limit, Time);
                break;
            case "WaitAsync(token)":
                await task.WaitAsync(limit);
                break;
            case "WhenAny":
                if (await Task.WhenAny(task, Task.Delay(Limit, Time, limit)) != task)
                    throw new TimeoutException();
                break;
            default:
                await Task.WhenAll(task, Task.CompletedTask);
                break;
        }
    }
}
