using System.Diagnostics;

namespace WarmTransfer.Rtc.Tests;

/// <summary>What the process holds at one moment.</summary>
internal sealed record Usage(int Threads, long Memory)
{
    public static Usage Now()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return new Usage(process.Threads.Count, process.WorkingSet64);
    }
}
