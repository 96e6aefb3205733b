namespace WarmTransfer.Benchmarks.Tools;

/// <summary>A transfer nothing is decided in: the measured tool does not touch it.</summary>
internal sealed class NoTransfer : TransferControl
{
    public override Task<string> ConnectToCallerAsync(CancellationToken cancellationToken = default) => Task.FromResult("");

    public override string Decline(string reason) => "";

    public override string VoicemailDetected() => "";
}
