using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace WarmTransfer;

/// <summary>The traces and metrics of transfers, under the name <c>WarmTransfer</c>, for OpenTelemetry.</summary>
internal static class TransferTelemetry
{
    private static readonly ActivitySource Source = new(TelemetrySource.Name);
    private static readonly Meter Meter = new(TelemetrySource.Name);
    private static readonly Counter<long> Transfers = Meter.CreateCounter<long>("warmtransfer.transfers", "{transfer}", "Transfers that ended, by outcome.");
    private static readonly Histogram<double> HoldTime = Meter.CreateHistogram<double>("warmtransfer.hold.duration", "s", "How long callers were on hold.");

    private static readonly Counter<long> RelayedFrames = Meter.CreateCounter<long>("warmtransfer.relay.frames", "{frame}", "Frames of 10 ms of bridged calls that ended, by direction and by what became of them.");
    private static readonly Histogram<double> RelayLatency = Meter.CreateHistogram<double>("warmtransfer.relay.latency", "s", "How long a frame waited in a bridge's queue, on average over a call, by direction.");

    public static Activity? StartTransfer(string agent) => Source.StartActivity("warm_transfer")?.SetTag("warmtransfer.agent", agent);

    /// <summary>Once, when a bridged call has ended: nothing is measured while sound goes by.</summary>
    public static void Record(string direction, AudioRelayStatistics relay)
    {
        var way = new KeyValuePair<string, object?>("warmtransfer.relay.direction", direction);
        foreach (var (fate, frames) in new[] { ("relayed", relay.Frames), ("late", relay.Late), ("dropped", relay.Dropped), ("filled", relay.Filled) })
            RelayedFrames.Add(frames, way, new KeyValuePair<string, object?>("warmtransfer.relay.fate", fate));
        RelayLatency.Record(relay.Latency.TotalSeconds, way);
    }

    public static void Record(Activity? activity, WarmTransferResult result)
    {
        var outcome = new KeyValuePair<string, object?>("warmtransfer.outcome", result.GetType().Name);
        Transfers.Add(1, outcome);
        HoldTime.Record(result.HoldTime.TotalSeconds, outcome);
        activity?.SetTag(outcome.Key, outcome.Value);
        if (result.Attempts is [.., { SipStatusCode: { } sipStatus }])
            activity?.SetTag("warmtransfer.sip.status_code", sipStatus);
    }
}
