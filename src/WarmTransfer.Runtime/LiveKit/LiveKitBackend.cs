namespace WarmTransfer;

/// <summary>A LiveKit to work with: its server API and the way into its rooms.</summary>
/// <param name="Server">The server API.</param>
/// <param name="Rooms">Joins rooms of the same deployment.</param>
public sealed record LiveKitBackend(ILiveKitServer Server, IRoomConnector Rooms);
