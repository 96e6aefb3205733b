namespace WarmTransfer;

/// <summary>How rooms of a real LiveKit server are joined.</summary>
public sealed class RtcOptions
{
    /// <summary>The configuration section these options are bound to.</summary>
    public const string SectionName = "LiveKit:Rtc";

    /// <summary>
    /// Gets or sets how long joining a room may take, from the first packet to a media connection that stands.
    /// From 1 second to 1 minute; default 10 seconds.
    /// </summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets how long leaving a room may take before it is left without the server's answer. From 100 milliseconds to
    /// 1 minute; default 3 seconds.
    /// </summary>
    public TimeSpan DisconnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Gets or sets the file of LiveKit's native library, or the folder it is in, where it is neither beside the application
    /// nor in its <c>runtimes</c> folder. Unset: the environment variable <c>LIVEKIT_FFI_PATH</c>.
    /// </summary>
    public string? LibraryPath { get; set; }

    /// <summary>Lists what cannot be right.</summary>
    internal IEnumerable<string> FindProblems()
    {
        if (ConnectTimeout < TimeSpan.FromSeconds(1) || ConnectTimeout > TimeSpan.FromMinutes(1))
            yield return $"{SectionName}:{nameof(ConnectTimeout)} is {ConnectTimeout}: expected 1 second to 1 minute";
        if (DisconnectTimeout < TimeSpan.FromMilliseconds(100) || DisconnectTimeout > TimeSpan.FromMinutes(1))
            yield return $"{SectionName}:{nameof(DisconnectTimeout)} is {DisconnectTimeout}: expected 100 milliseconds to 1 minute";
    }
}
