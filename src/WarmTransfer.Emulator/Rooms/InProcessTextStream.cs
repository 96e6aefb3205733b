using System.Text;

namespace WarmTransfer.Emulator;

/// <summary>A text stream being written; the others have the whole text when it is closed.</summary>
internal sealed class InProcessTextStream(RoomDirectory rooms, LiveParticipant sender, TextStreamOptions options) : ITextStreamWriter
{
    private readonly string _topic = options.Topic;
    private readonly Dictionary<string, string> _attributes = options.Attributes is { } given ? new(given) : [];
    private readonly string[]? _destinationIdentities = options.DestinationIdentities is { } to ? [.. to] : null;
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private bool _closed;

    public string StreamId { get; } = rooms.Ids.Next("ST_");

    public Task WriteAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        cancellationToken.ThrowIfCancellationRequested();
        if (rooms.Change(() => sender.IsGone))
            return Task.FromException(new InvalidOperationException($"'{sender.Identity}' is not in the room any more, so it cannot send text."));

        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _text.Append(text);
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        string text;
        lock (_lock)
        {
            if (_closed)
                return ValueTask.CompletedTask;
            _closed = true;
            text = _text.ToString();
        }

        rooms.SendText(sender, new TextMessage(StreamId, _topic, sender.Identity, text, _attributes), _destinationIdentities);
        return ValueTask.CompletedTask;
    }
}
