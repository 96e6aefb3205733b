using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace WarmTransfer.Runtime.Tests.Diagnostics;

/// <summary>What is measured and traced under the name <c>WarmTransfer</c> while this lives: on this thread alone, for other tests run beside it.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly List<Measurement> _taken = [];
    private readonly List<Activity> _activities = [];
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _traces;

    public Measurements()
    {
        _meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "WarmTransfer")
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>(Take);
        _meters.Start();
        _traces = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "WarmTransfer",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (Environment.CurrentManagedThreadId == _thread)
                    _activities.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(_traces);
    }

    /// <summary>Gets the activities that have ended.</summary>
    public IReadOnlyList<Activity> Activities => _activities;

    /// <summary>What an instrument was told, in order: the value and the tags, as <c>1 {outcome=Busy}</c>.</summary>
    public IEnumerable<string> Of(string instrument) =>
        _taken.Where(taken => taken.Instrument == instrument).Select(taken => FormattableString.Invariant($"{taken.Value} {{{taken.Tags}}}"));

    public void Dispose()
    {
        _meters.Dispose();
        _traces.Dispose();
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state = null)
    {
        if (Environment.CurrentManagedThreadId == _thread)
            _taken.Add(new Measurement(instrument.Name, value, string.Join(", ", tags.ToArray().Select(tag => $"{tag.Key["warmtransfer.".Length..]}={tag.Value}"))));
    }

    private readonly record struct Measurement(string Instrument, double Value, string Tags);
}
