namespace WarmTransfer.Emulator;

/// <summary><c>/agent</c>: who may open a worker's socket.</summary>
internal static class WorkerUpgrade
{
    public const string Path = "/agent";

    /// <summary>The answer to a request that asks for no socket.</summary>
    public static EmulatorResponse NoUpgrade { get; } = new(404, ContentType: null, Body: default);

    /// <summary>Says with what an upgrade is refused; <see langword="null"/> when it is not.</summary>
    public static EmulatorResponse? Refuse(TokenGrants grants) =>
        grants.Agent ? null : EmulatorResponse.Text(401, "no permissions to access the room");
}
