namespace WarmTransfer.Emulator;

/// <summary>A request the server refuses: what the Twirp layer writes as <c>{"code","msg","meta"}</c>.</summary>
/// <param name="code">Twirp error code as on the wire, e.g. <c>not_found</c>. The HTTP status follows from it.</param>
/// <param name="message">The <c>msg</c> field, word for word as a LiveKit server writes it.</param>
/// <param name="meta">The <c>meta</c> field, sorted by key on the wire; left out of the answer when there is none.</param>
internal sealed class TwirpException(string code, string message, IReadOnlyDictionary<string, string>? meta = null)
    : Exception(message)
{
    /// <summary>Twirp error code as on the wire.</summary>
    public string Code { get; } = code;

    /// <summary>Further facts about the error; empty when there are none.</summary>
    public IReadOnlyDictionary<string, string> Meta { get; } =
        meta ?? System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;
}
