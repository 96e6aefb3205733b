using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace WarmTransfer;

/// <summary>The traces and metrics of transfers, under the name <c>WarmTransfer</c>, for OpenTelemetry.</summary>
internal static class Telemetry
{
    public const string SourceName = "WarmTransfer";

    private static readonly ActivitySource Source = new(SourceName);
    private static readonly Meter Meter = new(SourceName);
    private static readonly Counter<long> Transfers = Meter.CreateCounter<long>("warmtransfer.transfers", "{transfer}", "Transfers that ended, by outcome.");
    private static readonly Histogram<double> HoldTime = Meter.CreateHistogram<double>("warmtransfer.hold.duration", "s", "How long callers were on hold.");

    public static Activity? StartTransfer(string agent) => Source.StartActivity("warm_transfer")?.SetTag("warmtransfer.agent", agent);

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
