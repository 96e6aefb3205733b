using System.Diagnostics;

namespace WarmTransfer.Benchmarks.Rtc;

/// <summary>A caller in a process of their own, as callers are: what they hear costs this process nothing.</summary>
internal sealed class CallerElsewhere : IAsyncDisposable
{
    public const string Command = "rtc-caller";

    private readonly Process _process;

    private CallerElsewhere(Process process) => _process = process;

    public static async Task<CallerElsewhere> JoinAsync(string room)
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(CallerElsewhere).Assembly.Location, Command, room])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        CallerElsewhere caller = new(Process.Start(start)!);
        if (await caller._process.StandardOutput.ReadLineAsync() is null)
            throw new InvalidOperationException("The caller's process could not join the room; what it wrote says why.");
        return caller;
    }

    /// <summary>What the process does: it stays in the room until its standard input ends.</summary>
    public static async Task<int> RunAsync(string room)
    {
        using HttpMessageInvoker http = new(new SocketsHttpHandler());
        LiveKitBackend liveKit = RtcBenchmarks.Connect(http) ?? throw new InvalidOperationException("Set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET.");
        await using IRoom caller = await WaitingCaller.JoinAsCallerAsync(liveKit, room);
        Console.WriteLine("joined");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
