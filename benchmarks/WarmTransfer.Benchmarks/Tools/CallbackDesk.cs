using System.Runtime.CompilerServices;

namespace WarmTransfer.Benchmarks.Tools;

internal enum CallbackTopic
{
    Billing,
    Repair,
    Other,
}

internal sealed record Callback(string Number, int Hour, CallbackTopic Topic, bool Urgent, DateTimeOffset BookedAt, string[] Notes);

/// <summary>An agent with one tool of four parameters, the shape that all ways of calling are measured on, and one that returns records.</summary>
[TransferAgent]
internal sealed partial class CallbackDesk
{
    private readonly Callback[] _callbacks = [.. Enumerable.Range(0, 20)
        .Select(i => new Callback("+1510555010" + i, 8 + (i % 10), CallbackTopic.Repair, i % 2 == 0, DateTimeOffset.UnixEpoch.AddHours(i), ["asked twice", "prefers mornings"]))];

    private int _booked;

    /// <summary>Books a callback.</summary>
    /// <param name="number">The number to call.</param>
    /// <param name="hour">The hour of the day, 0 to 23.</param>
    /// <param name="topic">What it is about.</param>
    /// <param name="urgent">Whether it cannot wait.</param>
    [TransferTool]
    [MethodImpl(MethodImplOptions.NoInlining)] // Else the direct call is not a call, and measures nothing.
    public string BookCallback(string number, int hour, CallbackTopic topic, bool urgent)
    {
        _booked += number.Length + hour + (int)topic + (urgent ? 1 : 0);
        return "The callback is booked.";
    }

    /// <summary>Lists the callbacks.</summary>
    [TransferTool]
    public IReadOnlyList<Callback> ListCallbacks() => _callbacks;
}
