using System.Diagnostics;

namespace WarmTransfer.Benchmarks.Rtc;

internal static class ProcessorTime
{
    /// <summary>What the process takes of the processors in that time.</summary>
    public static async Task<TimeSpan> DuringAsync(TimeSpan time)
    {
        using Process process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        await Task.Delay(time);
        process.Refresh();
        return process.TotalProcessorTime - before;
    }
}
