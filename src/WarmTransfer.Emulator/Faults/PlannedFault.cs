using System.Diagnostics;

namespace WarmTransfer.Emulator;

/// <summary>A fault that may still affect requests.</summary>
[DebuggerDisplay("{Id} {Method} {Fault}")]
public sealed class PlannedFault
{
    private int _seen;

    internal PlannedFault(string id, string method, ServerFault fault, FaultSchedule schedule)
    {
        Id = id;
        Method = method;
        Fault = fault;
        Schedule = schedule;
    }

    /// <summary>Gets the name it is removed by, <c>F_…</c>.</summary>
    public string Id { get; }

    /// <summary>Gets the method, or <see cref="FaultPlan.EveryMethod"/>.</summary>
    public string Method { get; }

    /// <summary>Gets what goes wrong.</summary>
    public ServerFault Fault { get; }

    /// <summary>Gets which requests it affects.</summary>
    public FaultSchedule Schedule { get; }

    /// <summary>Gets how many requests it has affected so far.</summary>
    public int Befallen { get; private set; }

    internal bool IsUsedUp => Befallen >= Schedule.Times;

    internal bool Concerns(string method) => Method == FaultPlan.EveryMethod || Method == method;

    /// <summary>Counts a request, and says whether it is this one's turn.</summary>
    internal bool Befalls()
    {
        if (++_seen % Schedule.Every != 0)
            return false;
        Befallen++;
        return true;
    }
}
