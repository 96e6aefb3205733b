using System.Globalization;

namespace WarmTransfer.Benchmarks.Rtc;

/// <summary>What a bridged call costs: memory for each frame without a server, time and processor with one.</summary>
internal static class RtcBenchmarks
{
    private static readonly string[] Parts = ["bridge", "ringing", "many", "transfers", "connections"];
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);

    /// <param name="parts">What to measure; all of it when none is named.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(string[] parts)
    {
        if (parts.Except(Parts).Any())
        {
            Console.Error.WriteLine($"rtc measures {string.Join(", ", Parts)}; name some of them, or none for all, not \"{string.Join(' ', parts)}\".");
            return 1;
        }

        Report.Figure("rtc.bytes_per_frame", BytesPerFrame());

        using HttpMessageInvoker http = new(new SocketsHttpHandler());
        if (Connect(http) is not { } liveKit)
        {
            Console.WriteLine("skipped: processor and latency of a bridged call need a LiveKit server; set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET");
            return 0;
        }

        try
        {
            foreach (var part in parts.Length == 0 ? Parts : parts)
                await MeasureAsync(liveKit, part);
            return 0;
        }
        catch (Exception exception) when (exception is DllNotFoundException or LiveKitException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    /// <summary>The server of the environment, if there is one.</summary>
    public static LiveKitBackend? Connect(HttpMessageInvoker http)
    {
        var url = Environment.GetEnvironmentVariable(LiveKitCredentials.UrlVariable);
        var key = Environment.GetEnvironmentVariable(LiveKitCredentials.ApiKeyVariable);
        var secret = Environment.GetEnvironmentVariable(LiveKitCredentials.ApiSecretVariable);
        return string.IsNullOrEmpty(url) || string.IsNullOrEmpty(key) || string.IsNullOrEmpty(secret)
            ? null
            : new LiveKitBackend(new LiveKitServerClient(http, new LiveKitCredentials(url, key, secret)), new RtcRoomConnector());
    }

    private static Task MeasureAsync(LiveKitBackend liveKit, string part) => part switch
    {
        "bridge" => BridgedCallAsync(liveKit),
        "connections" => TransferBenchmarks.ConnectionsAsync(liveKit),
        _ => TransferBenchmarks.RunAsync(liveKit, part),
    };

    /// <summary>The whole way of a frame through managed code: the library's event, the relay, and the request that sends it on.</summary>
    private static double BytesPerFrame()
    {
        const int Frames = 10_000;
        using RelayedFrames frames = new();
        frames.Relay(1_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        frames.Relay(Frames);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Frames;
    }

    /// <summary>Two parties who speak all the time, and the AI in both of their rooms, all in this process.</summary>
    private static async Task BridgedCallAsync(LiveKitBackend liveKit)
    {
        var name = "rtc-benchmark-" + Guid.NewGuid().ToString("N")[..8];
        await using IRoom caller = await liveKit.JoinAsAgentAsync(name, "caller");
        await using IRoom human = await liveKit.JoinAsAgentAsync(name + "-human-agent", "human");
        await using IRoom callerSide = await liveKit.JoinAsAgentAsync(name, "ai");
        await using IRoom humanSide = await liveKit.JoinAsAgentAsync(name + "-human-agent", "ai");
        using CancellationTokenSource over = new();
        Task speaking = Task.WhenAll(SpeakAsync(caller, over.Token), SpeakAsync(human, over.Token));
        await Task.Delay(Settling);
        TimeSpan without = await ProcessorTime.DuringAsync(Measured);

        await using AudioBridge bridge = await AudioBridge.OpenAsync(callerSide, "caller", humanSide, "human", TimeProvider.System, CancellationToken.None);
        using IDisposable callerHears = caller.ObserveAudio("ai", static _ => { });
        using IDisposable humanHears = human.ObserveAudio("ai", static _ => { });
        await Task.Delay(Settling);
        TimeSpan with = await ProcessorTime.DuringAsync(Measured);

        Report.Figure("rtc.core_share_per_bridged_call", (with - without) / Measured);
        Report.Figure("rtc.latency_ms", (bridge.ToHuman.Latency + bridge.ToCaller.Latency).TotalMilliseconds / 2);
        Report.Figure("rtc.dropped_share", (bridge.ToHuman.Dropped + bridge.ToCaller.Dropped) / (double)(bridge.ToHuman.Frames + bridge.ToCaller.Frames));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"        in {Measured.TotalSeconds:0} s: to human {bridge.ToHuman}, to caller {bridge.ToCaller}"));
        over.Cancel();
        await speaking;
        await liveKit.Server.DeleteRoomAsync(name);
        await liveKit.Server.DeleteRoomAsync(name + "-human-agent");
    }

    private static async Task SpeakAsync(IRoom room, CancellationToken cancellationToken)
    {
        await using IAudioPublication track = await room.PublishAudioAsync("voice");
        var frame = new short[AudioFormat.SamplesPerFrame];
        for (var index = 0; index < frame.Length; index++)
            frame[index] = (short)(8000 * Math.Sin(2 * Math.PI * 500 * index / AudioFormat.SampleRate));
        while (!cancellationToken.IsCancellationRequested)
        {
            while (!track.TryWrite(frame) && !cancellationToken.IsCancellationRequested)
                await Task.Delay(20);
        }
    }
}
