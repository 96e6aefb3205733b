using System.Runtime.CompilerServices;

namespace WarmTransfer.Benchmarks.Tools;

internal enum CallbackTopic
{
    Billing,
    Repair,
    Other,
}

/// <summary>An agent with one tool of four parameters, the shape that all ways of calling are measured on.</summary>
[TransferAgent]
internal sealed partial class CallbackDesk
{
    private int _booked;

    /// <summary>Books a callback.</summary>
    /// <param name="number">The number to call.</param>
    /// <param name="hour">The hour of the day, 0 to 23.</param>
    /// <param name="topic">What it is about.</param>
    /// <param name="urgent">Whether it cannot wait.</param>
    [TransferTool]
    [MethodImpl(MethodImplOptions.NoInlining)] // Else the direct call is not a call, and measures nothing.
    public void BookCallback(string number, int hour, CallbackTopic topic, bool urgent)
        => _booked += number.Length + hour + (int)topic + (urgent ? 1 : 0);
}
