namespace WarmTransfer.Generators.Tests;

/// <summary>Remembers what the tools asked of the transfer.</summary>
internal sealed class RecordingControl : TransferControl
{
    public List<string> Asked { get; } = [];

    public override Task<string> ConnectToCallerAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Asked.Add("connect");
        return Task.FromResult("connected");
    }

    public override string Decline(string reason)
    {
        Asked.Add("decline: " + reason);
        return "declined";
    }

    public override string VoicemailDetected()
    {
        Asked.Add("voicemail");
        return "hung up";
    }
}
