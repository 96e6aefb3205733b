using System.Diagnostics.CodeAnalysis;

namespace WarmTransfer;

/// <summary>Collects the bytes of one stream until it ends, and keeps none once they cannot become a message.</summary>
/// <param name="totalLength">The length promised; <see langword="null"/> when none was.</param>
/// <param name="budget">What all streams of the connection share.</param>
internal sealed class ByteStreamBuffer(long? totalLength, ByteStreamBudget budget)
{
    private MemoryStream? _bytes = new();

    /// <summary>Gets why nothing will come of the stream; <see langword="null"/> while something may.</summary>
    public string? Lost { get; private set; } = totalLength > ByteMessage.MaxLength ? TooLong(totalLength.Value) : null;

    /// <summary>Adds a piece.</summary>
    public void Add(ReadOnlySpan<byte> piece)
    {
        if (Lost is not null || _bytes is null)
            return;

        var length = _bytes.Length + piece.Length;
        if (length > ByteMessage.MaxLength)
            Lose(TooLong(length));
        else if (length > totalLength)
            Lose($"it is longer than the {totalLength} bytes it was to have");
        else if (!budget.TryTake(piece.Length))
            Lose($"the streams that have not ended have more than {ByteMessage.MaxUnfinishedLength} bytes together");
        else
            _bytes.Write(piece);
    }

    /// <summary>Throws away what there is.</summary>
    /// <param name="why">Why nothing will come of the stream.</param>
    public void Lose(string why)
    {
        Lost ??= why;
        Release();
    }

    /// <summary>Takes all bytes at the end of the stream.</summary>
    /// <returns><see langword="false"/> when nothing came of it; <see cref="Lost"/> says why.</returns>
    public bool TryTake([NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (Lost is null && _bytes is { } whole)
        {
            if (whole.Length < totalLength)
                Lost = $"it ended after {whole.Length} of {totalLength} bytes";
            else
                bytes = whole.ToArray();
        }

        Release();
        return bytes is not null;
    }

    private void Release()
    {
        if (_bytes is null)
            return;
        budget.GiveBack(_bytes.Length);
        _bytes = null;
    }

    private static string TooLong(long length) => $"it has {length} bytes or more, and at most {ByteMessage.MaxLength} are received";
}
