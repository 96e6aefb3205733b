using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;

namespace WarmTransfer.Benchmarks.Rtc;

/// <summary>What calls that ring cost, and what many transfers leave behind. Needs a server, and for most of it its SIP service and phones.</summary>
internal static class TransferBenchmarks
{
    private const string TrunkVariable = "LIVEKIT_SIP_OUTBOUND_TRUNK";
    private const string RingsVariable = "LIVEKIT_TEST_CALLEE_SILENT";
    private const string RefusesVariable = "LIVEKIT_TEST_CALLEE_BUSY";
    private const int AtOnce = 50;
    private const int WarmUp = 10;
    private const int Transfers = 100;
    private const int Connections = 500;

    // Longer than the library takes to end the threads of a room that was left.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(15);

    public static Task RunAsync(LiveKitBackend liveKit, string part)
    {
        var trunk = Environment.GetEnvironmentVariable(TrunkVariable);
        var rings = Environment.GetEnvironmentVariable(RingsVariable);
        var refuses = Environment.GetEnvironmentVariable(RefusesVariable);
        if (string.IsNullOrEmpty(trunk) || string.IsNullOrEmpty(rings) || string.IsNullOrEmpty(refuses))
        {
            Console.WriteLine($"skipped: {part} needs a trunk and phones; set {TrunkVariable}, {RingsVariable} (rings until the caller gives up) and {RefusesVariable} (refuses at once)");
            return Task.CompletedTask;
        }

        return part switch
        {
            "ringing" => OneRingingAsync(liveKit, rings, trunk),
            "many" => ManyRingingAsync(liveKit, rings, trunk),
            _ => TransfersInARowAsync(liveKit, refuses, trunk),
        };
    }

    private static async Task OneRingingAsync(LiveKitBackend liveKit, string number, string trunk)
    {
        await using WaitingCaller caller = await WaitingCaller.JoinAsync(liveKit, elsewhere: true);
        await Task.Delay(Settling);
        TimeSpan before = await ProcessorTime.DuringAsync(Measured);
        await caller.RingAsync(number, trunk, HoldAudio.BuiltIn);
        await Task.Delay(Settling);
        TimeSpan ringing = await ProcessorTime.DuringAsync(Measured);

        Report.Figure("rtc.core_share_per_ringing_call", (ringing - before) / Measured);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"        the process: {before / Measured:0.0000} of a core in the room without a transfer, {ringing / Measured:0.0000} while it rings"));
    }

    private static async Task ManyRingingAsync(LiveKitBackend liveKit, string number, string trunk)
    {
        List<(WaitingCaller Caller, MeteredMusic Music)> calls = [];
        for (var index = 0; index < AtOnce; index++)
            calls.Add((await WaitingCaller.JoinAsync(liveKit), new MeteredMusic()));
        foreach ((WaitingCaller Caller, MeteredMusic Music)[] some in calls.Chunk(10))
            await Task.WhenAll(some.Select(call => call.Caller.RingAsync(number, trunk, call.Music.Audio)));
        await Task.Delay(Settling);
        calls.ForEach(call => call.Music.Begin());
        TimeSpan processor = await ProcessorTime.DuringAsync(Measured);
        calls.ForEach(call => call.Music.End());
        var ringing = calls.Count(call => call.Caller.IsWaiting);

        Report.Figure($"rtc.ringing_{AtOnce}_late_frames", calls.Sum(call => call.Music.LateFrames));
        Report.Figure($"rtc.ringing_{AtOnce}_core_share", processor / Measured);
        Console.WriteLine($"        {ringing} of {AtOnce} rang to the end; of {calls.Sum(call => call.Music.Frames)} frames; {Holdings.Now()}");
        foreach ((WaitingCaller caller, _) in calls.Where(call => !call.Caller.IsWaiting))
            Console.WriteLine($"        {await caller.EndAsync()}");
        await Task.WhenAll(calls.Select(call => call.Caller.DisposeAsync().AsTask()));
    }

    private static async Task TransfersInARowAsync(LiveKitBackend liveKit, string number, string trunk)
    {
        await using WaitingCaller caller = await WaitingCaller.JoinAsync(liveKit);
        FfiClient client = FfiClient.Shared(libraryPath: null, NullLogger.Instance);
        await TransferAsync(WarmUp);
        Holdings before = Holdings.Now();
        var native = client.OpenHandles;

        await TransferAsync(Transfers);

        Holdings.Now().ReportGrowthSince(before, $"growth_{Transfers}_transfers");
        Report.Figure($"rtc.growth_{Transfers}_transfers_native_handles", client.OpenHandles - native);

        async Task TransferAsync(int times)
        {
            for (var index = 0; index < times; index++)
            {
                WarmTransferResult result = await caller.TransferAsync(number, trunk, HoldAudio.BuiltIn);
                if (result is not (WarmTransferResult.Rejected or WarmTransferResult.Busy))
                    throw new InvalidOperationException($"{number} does not refuse: {result.Describe()}");
            }

            await Task.Delay(Settling);
        }
    }

    /// <summary>Joins a room and leaves it, many times.</summary>
    public static async Task ConnectionsAsync(LiveKitBackend liveKit)
    {
        FfiClient client = FfiClient.Shared(libraryPath: null, NullLogger.Instance);
        var name = "rtc-benchmark-" + Guid.NewGuid().ToString("N")[..8];
        // Keeps the room: whoever joins one that is just being closed waits in vain.
        await using IRoom host = await WaitingCaller.JoinAsCallerAsync(liveKit, name);
        await ConnectAsync(WarmUp);
        var native = client.OpenHandles;
        // What allocators keep for later grows in the first round, and what is never given back in both.
        for (var round = 1; round <= 2; round++)
        {
            Holdings before = Holdings.Now();
            await ConnectAsync(Connections);
            Holdings.Now().ReportGrowthSince(before, $"growth_{Connections}_connections_{round}");
        }

        Report.Figure($"rtc.growth_{Connections}_connections_native_handles", client.OpenHandles - native);
        await liveKit.Server.DeleteRoomAsync(name);

        async Task ConnectAsync(int times)
        {
            for (var index = 0; index < times; index++)
            {
                await using IRoom room = await liveKit.JoinAsAgentAsync(name, "ai");
            }

            await Task.Delay(Settling);
        }
    }
}
