namespace WarmTransfer.Emulator;

/// <summary>How long a client may take over a request before its connection is closed, in real time: sockets know no other.</summary>
internal sealed record ListenerPatience
{
    /// <summary>What a body has to bring on average.</summary>
    public const double BytesPerSecond = 240;

    /// <summary>Gets the time for a request's headers.</summary>
    public TimeSpan Headers { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets the time a body may fall below <see cref="BytesPerSecond"/>: more than one second.</summary>
    public TimeSpan Body { get; init; } = TimeSpan.FromSeconds(5);
}
