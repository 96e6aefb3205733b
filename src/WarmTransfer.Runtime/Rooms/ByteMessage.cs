namespace WarmTransfer;

/// <summary>Bytes received from someone in a room, whole.</summary>
/// <param name="StreamId">The stream's id.</param>
/// <param name="Topic">The topic: what the bytes are for.</param>
/// <param name="ParticipantIdentity">Who sent them.</param>
/// <param name="Content">All bytes of the stream, at most <see cref="MaxLength"/>.</param>
/// <param name="Name">The name of what was sent, such as a file's; empty when it has none.</param>
/// <param name="MimeType">The MIME type the sender gave.</param>
/// <param name="Attributes">The attributes that travelled with the stream.</param>
public sealed record ByteMessage(
    string StreamId,
    string Topic,
    string ParticipantIdentity,
    ReadOnlyMemory<byte> Content,
    string Name,
    string MimeType,
    IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>The longest stream that is received, in bytes: 16 MiB. One that grows longer is thrown away as it comes, and a warning is logged.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    /// <summary>
    /// How many bytes one connection keeps at a time, of all streams that have not ended: 64 MiB. The stream whose next
    /// piece would exceed it is thrown away, and a warning is logged.
    /// </summary>
    public const int MaxUnfinishedLength = 64 * 1024 * 1024;
}
