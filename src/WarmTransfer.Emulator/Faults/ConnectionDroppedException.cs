namespace WarmTransfer.Emulator;

/// <summary>A planned fault: the transport is to drop the connection without an answer.</summary>
internal sealed class ConnectionDroppedException() : Exception("The connection was dropped, as planned.");
