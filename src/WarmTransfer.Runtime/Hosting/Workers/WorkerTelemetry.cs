using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace WarmTransfer;

/// <summary>The traces and metrics of workers, under the same name as those of transfers.</summary>
internal static class WorkerTelemetry
{
    private static readonly ActivitySource Source = new(TelemetrySource.Name);
    private static readonly Meter Meter = new(TelemetrySource.Name);
    private static readonly UpDownCounter<int> Active = Meter.CreateUpDownCounter<int>("warmtransfer.worker.jobs.active", "{job}", "Jobs that are running, by agent.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("warmtransfer.worker.job.duration", "s", "How long jobs ran, by agent and by why they ended.");
    private static readonly Counter<long> Offers = Meter.CreateCounter<long>("warmtransfer.worker.offers", "{offer}", "Jobs offered, by agent and by whether they were taken.");
    private static readonly Counter<long> Reconnects = Meter.CreateCounter<long>("warmtransfer.worker.reconnects", "{connection}", "Connections that were lost or could not be made, by agent.");

    public static Activity? StartJob(JobInfo job)
    {
        Active.Add(1, Agent(job.AgentName));
        return Source.StartActivity("agent_job")?
            .SetTag("warmtransfer.agent", job.AgentName)
            .SetTag("warmtransfer.job", job.Id)
            .SetTag("warmtransfer.room", job.RoomName);
    }

    public static void EndJob(Activity? activity, JobInfo job, JobEndReason reason, TimeSpan duration)
    {
        var outcome = new KeyValuePair<string, object?>("warmtransfer.job.end", reason.ToString());
        Active.Add(-1, Agent(job.AgentName));
        Duration.Record(duration.TotalSeconds, Agent(job.AgentName), outcome);
        activity?.SetTag(outcome.Key, outcome.Value);
        if (reason == JobEndReason.Failed)
            activity?.SetStatus(ActivityStatusCode.Error);
    }

    public static void Offered(string agent, bool taken) => Offers.Add(1, Agent(agent), new("warmtransfer.offer.taken", taken));

    public static void ConnectionLost(string agent) => Reconnects.Add(1, Agent(agent));

    private static KeyValuePair<string, object?> Agent(string name) => new("warmtransfer.agent", name);
}
