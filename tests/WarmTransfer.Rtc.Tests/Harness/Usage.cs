using System.Diagnostics;

namespace WarmTransfer.Rtc.Tests;

/// <summary>What the process holds at one moment: the native library's threads, and memory.</summary>
internal sealed record Usage(int Threads, long Memory)
{
    private static readonly string[] s_notCounted = [".NET", "livekit-ffi", "AsyncResolver"];

    public static Usage Now()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return new Usage(CountNativeThreads(), process.WorkingSet64);
    }

    // Tests that run at the same time have threads of managed code, which come and go. So do the look-ups of the STUN hosts
    // a server names: they end when DNS answers, or gives up. The library is tested on Linux alone.
    private static int CountNativeThreads() => Directory.GetDirectories("/proc/self/task").Count(task => NameOf(task) is { } name
        && !s_notCounted.Any(start => name.StartsWith(start, StringComparison.Ordinal)));

    private static string? NameOf(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm"));
        }
        catch (IOException)
        {
            // It has just ended.
            return null;
        }
    }
}
