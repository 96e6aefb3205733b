namespace WarmTransfer;

/// <summary>The name under which traces and metrics are published.</summary>
internal static class TelemetrySource
{
    public const string Name = "WarmTransfer";
}
