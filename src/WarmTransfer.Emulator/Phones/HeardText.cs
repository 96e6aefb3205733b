namespace WarmTransfer.Emulator;

/// <summary>Something a person in the emulator heard someone say.</summary>
/// <param name="From">The identity of who said it.</param>
/// <param name="Text">The words.</param>
/// <param name="Room">The room in which it was said.</param>
/// <param name="At">When the last word was said.</param>
public sealed record HeardText(string From, string Text, string Room, DateTimeOffset At)
{
    /// <summary>Whether the words contain <paramref name="part"/>, in whatever case.</summary>
    /// <param name="part">What to look for.</param>
    public bool Contains(string part) => Text.Contains(part, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Something a person in the emulator said.</summary>
/// <param name="Text">The words.</param>
/// <param name="Room">The room in which it was said.</param>
/// <param name="At">When the last word was said.</param>
public sealed record SaidText(string Text, string Room, DateTimeOffset At);
