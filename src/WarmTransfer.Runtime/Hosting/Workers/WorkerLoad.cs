namespace WarmTransfer;

/// <summary>What a worker carries, as LiveKit spreads jobs by it: 0 for nothing, 1 for all it can.</summary>
internal sealed class WorkerLoad(LiveKitWorkerOptions options, TimeProvider time)
{
    private TimeSpan _lastCpu = Environment.CpuUsage.TotalTime;
    private long _lastTime = time.GetTimestamp();
    private double _cpu;

    public double Measure(int jobs)
    {
        var cpu = options.MeasureCpu is { } measure ? measure() : MeasureCpu();
        var load = Math.Max(double.IsFinite(cpu) ? cpu : 0, options.LoadLimit * jobs / options.MaxJobs);
        return Math.Clamp(load, 0, 1);
    }

    private double MeasureCpu()
    {
        // Over less than this, the system's own accounting is coarser than what is measured.
        var passed = time.GetElapsedTime(_lastTime);
        if (passed < TimeSpan.FromSeconds(0.5))
            return _cpu;

        var total = Environment.CpuUsage.TotalTime;
        _cpu = (total - _lastCpu) / passed / Environment.ProcessorCount;
        (_lastCpu, _lastTime) = (total, time.GetTimestamp());
        return _cpu;
    }
}
