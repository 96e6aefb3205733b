namespace WarmTransfer.Emulator;

/// <summary>A text stream written from another process.</summary>
internal sealed class RemoteTextStream(RemoteRoom room, int id, string streamId) : ITextStreamWriter
{
    private int _isClosed;

    public string StreamId => streamId;

    public Task WriteAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_isClosed != 0, this);
        if (!room.IsConnected)
            return Task.FromException(new InvalidOperationException($"'{room.LocalIdentity}' is not in the room any more, so it cannot send text."));
        room.Send(new RemoteMessage { Kind = RemoteMessage.WriteText, Id = id, Text = text });
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0 || !room.IsConnected)
            return;
        try
        {
            await room.AskAsync(new RemoteMessage { Kind = RemoteMessage.CloseText, Id = id }, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            // The room is gone; what was written is not heard.
        }
    }
}
