namespace WarmTransfer;

/// <summary>With whom a session converses, and where.</summary>
internal sealed record SessionParty(string Identity, IRoom Room)
{
    public InvalidOperationException Released() => new($"The session with '{Identity}' has been released.");
}
