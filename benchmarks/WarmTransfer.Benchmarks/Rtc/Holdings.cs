using System.Diagnostics;

namespace WarmTransfer.Benchmarks.Rtc;

/// <summary>What the process holds at one moment, to see what of it grows.</summary>
internal sealed record Holdings(int Threads, int Handles, long Managed, long WorkingSet)
{
    public static Holdings Now()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        using Process process = Process.GetCurrentProcess();
        return new Holdings(process.Threads.Count, process.HandleCount, managed, process.WorkingSet64);
    }

    public void ReportGrowthSince(Holdings before, string name)
    {
        Report.Figure($"rtc.{name}_threads", Threads - before.Threads);
        Report.Figure($"rtc.{name}_handles", Handles - before.Handles);
        Report.Figure($"rtc.{name}_managed_kib", (Managed - before.Managed) / 1024.0);
        Report.Figure($"rtc.{name}_working_set_mib", (WorkingSet - before.WorkingSet) / 1048576.0);
        Console.WriteLine($"        before {before}");
        Console.WriteLine($"        after  {this}");
    }
}
