using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>How much a worker carries, by which LiveKit spreads jobs: 0 for nothing, 1 for all it can.</summary>
internal sealed class WorkerLoad(LiveKitWorkerOptions options, TimeProvider time, ILogger logger)
{
    // Over less than this, the system's own accounting is coarser than what is measured.
    private static readonly TimeSpan LeastMeasured = TimeSpan.FromSeconds(0.5);

    private readonly Lock _lock = new();
    private TimeSpan _lastCpu = Environment.CpuUsage.TotalTime;
    private long _lastTime = time.GetTimestamp();
    private double _cpu;

    /// <summary>Measures the share of the machine in use; 0 when that cannot be told.</summary>
    public double MeasureCpu() => options.MeasureCpu is { } measure ? Ask(measure) : MeasureProcess();

    /// <summary>Gets the load of some jobs on a machine of which a share is in use.</summary>
    public double Of(int jobs, double cpu) => Math.Clamp(Math.Max(cpu, options.LoadLimit * jobs / options.MaxJobs), 0, 1);

    private double Ask(Func<double> measure)
    {
        try
        {
            return measure() is var cpu && double.IsFinite(cpu) ? cpu : 0;
        }
        catch (Exception exception)
        {
            logger.MeasureFailed(options.AgentName, exception);
            return 0;
        }
    }

    private double MeasureProcess()
    {
        // Jobs that end report from threads of their own.
        lock (_lock)
        {
            var passed = time.GetElapsedTime(_lastTime);
            if (passed < LeastMeasured)
                return _cpu;

            var total = Environment.CpuUsage.TotalTime;
            _cpu = (total - _lastCpu) / passed / Environment.ProcessorCount;
            (_lastCpu, _lastTime) = (total, time.GetTimestamp());
            return _cpu;
        }
    }
}
