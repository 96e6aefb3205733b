namespace WarmTransfer.Emulator;

/// <summary>Makes LiveKit's ids: a prefix and twelve letters and digits, the same ones for the same seed.</summary>
internal sealed class IdSource(int seed)
{
    private const string Alphabet = "ABCDEFGHIJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private readonly Lock _gate = new();
#pragma warning disable CA5394 // Ids are names, not secrets; that they repeat with the seed is what is wanted.
    private readonly Random _random = new(seed);

    /// <summary>The next id.</summary>
    /// <param name="prefix">What it begins with: <c>RM_</c>, <c>PA_</c>, <c>TR_</c>, <c>SCL_</c>.</param>
    /// <param name="length">Letters and digits after the prefix.</param>
    public string Next(string prefix, int length = 12)
    {
        lock (_gate)
            return prefix + new string(_random.GetItems<char>(Alphabet, length));
    }
#pragma warning restore CA5394
}
