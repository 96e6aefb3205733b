namespace WarmTransfer;

/// <summary>Where the event ids of each area begin. This is the one place that says so, for all packages.</summary>
/// <remarks>
/// An id is the beginning of its area and a number below 50: <c>LogEvents.Workers + 3</c>. People filter and alert by ids,
/// so an id keeps its meaning, a new message takes the next free number, and the number of a removed one is not used again.
/// The name of an event is the name of its method. Secrets and what people say are never part of a message.
/// </remarks>
internal static class LogEvents
{
    /// <summary>How many ids an area has.</summary>
    public const int PerArea = 50;

    /// <summary>Transfers: phases, the human's leg, the consult room.</summary>
    public const int Transfers = 100;

    /// <summary>Work beside a transfer or a job, and what is undone at its end.</summary>
    public const int Concurrency = 150;

    /// <summary>Workers and their jobs.</summary>
    public const int Workers = 200;

    /// <summary>Dispatches of agents.</summary>
    public const int Dispatch = 250;

    /// <summary>Rooms over LiveKit's native library (package <c>WarmTransfer.Rtc</c>).</summary>
    public const int Rtc = 300;

    /// <summary>Calls of the server API.</summary>
    public const int Twirp = 400;

    /// <summary>Sessions: replies, transcriptions, hold.</summary>
    public const int Sessions = 500;

    /// <summary>What is played on hold.</summary>
    public const int Audio = 600;

    /// <summary>Tools.</summary>
    public const int Tools = 700;

    /// <summary>The emulator (package <c>WarmTransfer.Emulator</c>).</summary>
    public const int Emulator = 800;
}
