namespace WarmTransfer;

/// <summary>What the party says, turn by turn, in whatever way it comes.</summary>
internal interface IPartyInput
{
    /// <summary>Tells <paramref name="listener"/> everything from now on, in order, one at a time.</summary>
    /// <returns>Dispose it to stop.</returns>
    IDisposable Listen(IPartyListener listener);
}

/// <summary>Who is told what the party says. Its members must not block.</summary>
internal interface IPartyListener
{
    /// <summary>The party has begun, and what is being said to it must end; what was heard until now is in the history when this returns.</summary>
    void OnInterrupted();

    /// <summary>The party has finished a turn.</summary>
    void OnTurn(string text);
}
