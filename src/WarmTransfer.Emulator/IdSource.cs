namespace WarmTransfer.Emulator;

/// <summary>Makes ids that look like a LiveKit server's and repeat from run to run.</summary>
/// <param name="seed">Two sources of one seed give the same ids in the same order.</param>
internal sealed class IdSource(int seed)
{
    // As on a real server: no characters that are easily taken for one another.
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const int Length = 12;

    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    /// <summary>Makes an id such as <c>RM_qJxq9mr8SS8V</c>.</summary>
    /// <param name="prefix">What is named, with the underscore: <c>RM_</c>, <c>PA_</c>, <c>TR_</c>, <c>ST_</c>, <c>SCL_</c>.</param>
    public string Next(string prefix)
    {
        lock (_lock)
            return prefix + new string(_random.GetItems<char>(Alphabet, Length));
    }
}
