using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace WarmTransfer.Emulator;

/// <summary>The emulator's end of a room joined from another process: does in the room what the client says, and tells it what happens there.</summary>
internal sealed class RoomSocket : IAsyncDisposable
{
    public const string Path = "/emulator/rooms";

    private readonly Dictionary<int, IAudioPublication> _tracks = [];
    private readonly Dictionary<int, IDisposable> _listeners = [];
    private readonly Dictionary<int, ITextStreamWriter> _texts = [];
    private readonly Dictionary<int, IByteStreamWriter> _bytes = [];
    private readonly IRoom _room;
    private readonly SocketFrames _frames;

    private RoomSocket(IRoom room, SocketFrames frames) => (_room, _frames) = (room, frames);

    /// <summary>Serves one connection until either side ends it; the participant leaves with it.</summary>
    /// <param name="context">The request for a socket, not accepted yet.</param>
    /// <param name="room">The room, joined with the request's token.</param>
    public static async Task ServeAsync(HttpContext context, IRoom room)
    {
        using var webSocket = await context.WebSockets.AcceptWebSocketAsync();
        var frames = new SocketFrames(webSocket, SocketFrames.LargestFromClient);
        var sending = frames.SendAllAsync(context.RequestAborted);
        await using (var socket = new RoomSocket(room, frames))
        {
            using var observation = room.Observe(happened => frames.Send(new RemoteMessage
            {
                Kind = RemoteMessage.Event,
                Happened = RemoteEvent.From(happened),
                State = RemoteRoomState.Of(room),
            }));
            frames.Send(new RemoteMessage { Kind = RemoteMessage.Welcome, State = RemoteRoomState.Of(room) });
            await socket.ReceiveAllAsync(context.RequestAborted);
        }

        frames.Complete();
        await sending;
        await frames.CloseAsync(context.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in _listeners.Values)
            listener.Dispose();
        await _room.DisposeAsync();
    }

    private async Task ReceiveAllAsync(CancellationToken cancellationToken)
    {
        while (await _frames.ReceiveAsync(cancellationToken) is var (isText, payload))
        {
            if (!isText)
                Hear(payload);
            else if (!await TryDoAsync(payload))
                return;
        }
    }

    private void Hear(byte[] payload)
    {
        if (RemoteMessage.TryReadAudio(payload, out var id, out var samples) && _tracks.TryGetValue(id, out var track))
            track.TryWrite(samples);
    }

    private async Task<bool> TryDoAsync(byte[] payload)
    {
        RemoteMessage message;
        try
        {
            message = RemoteMessage.Read(payload);
        }
        catch (JsonException)
        {
            // Not the emulator's own client: what else it says cannot be trusted either.
            return false;
        }

        try
        {
            await DoAsync(message);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            _frames.Send(new RemoteMessage { Kind = RemoteMessage.Failed, Id = message.Id, Text = exception.Message });
        }

        return true;
    }

    private Task DoAsync(RemoteMessage message) => message.Kind switch
    {
        RemoteMessage.Publish or RemoteMessage.Unpublish or RemoteMessage.Mute or RemoteMessage.Clear => DoWithTrackAsync(message),
        RemoteMessage.Listen or RemoteMessage.StopListening => DoWithListener(message),
        RemoteMessage.OpenText or RemoteMessage.WriteText or RemoteMessage.CloseText => DoWithTextAsync(message),
        RemoteMessage.OpenBytes or RemoteMessage.WriteBytes or RemoteMessage.CloseBytes => DoWithBytesAsync(message),
        RemoteMessage.SetAttributes => DoneAfterAsync(message, _room.SetAttributesAsync(message.Attributes ?? new Dictionary<string, string>())),
        RemoteMessage.Dtmf => DoneAfterAsync(message, _room.SendDtmfAsync(message.Text ?? "", message.To)),
        _ => Task.CompletedTask,
    };

    private async Task DoWithTrackAsync(RemoteMessage message)
    {
        switch (message.Kind)
        {
            case RemoteMessage.Publish:
                _tracks[message.Id] = await _room.PublishAudioAsync(message.Name ?? "", message.Source);
                Done(message, _tracks[message.Id].TrackSid);
                break;
            case RemoteMessage.Unpublish when _tracks.Remove(message.Id, out var track):
                await track.DisposeAsync();
                Done(message);
                break;
            case RemoteMessage.Mute when _tracks.TryGetValue(message.Id, out var track):
                if (message.Flag)
                    track.Mute();
                else
                    track.Unmute();
                break;
            case RemoteMessage.Clear when _tracks.TryGetValue(message.Id, out var track):
                track.Clear();
                break;
        }
    }

    private Task DoWithListener(RemoteMessage message)
    {
        var id = message.Id;
        if (message.Kind == RemoteMessage.Listen)
            _listeners[id] = _room.ObserveAudio(message.Name ?? "", samples => _frames.SendAudio(id, samples));
        else if (_listeners.Remove(id, out var listener))
            listener.Dispose();
        return Task.CompletedTask;
    }

    private async Task DoWithTextAsync(RemoteMessage message)
    {
        switch (message.Kind)
        {
            case RemoteMessage.OpenText:
                _texts[message.Id] = await _room.OpenTextStreamAsync(new TextStreamOptions { Topic = message.Name ?? "", Attributes = message.Attributes, DestinationIdentities = message.To });
                Done(message, _texts[message.Id].StreamId);
                break;
            case RemoteMessage.WriteText when _texts.TryGetValue(message.Id, out var text):
                await text.WriteAsync(message.Text ?? "");
                break;
            case RemoteMessage.CloseText when _texts.Remove(message.Id, out var text):
                await text.DisposeAsync();
                Done(message);
                break;
        }
    }

    private async Task DoWithBytesAsync(RemoteMessage message)
    {
        switch (message.Kind)
        {
            case RemoteMessage.OpenBytes when message.Bytes is { } options:
                _bytes[message.Id] = await _room.OpenByteStreamAsync(options);
                Done(message, _bytes[message.Id].StreamId);
                break;
            case RemoteMessage.WriteBytes when _bytes.TryGetValue(message.Stream, out var bytes):
                await bytes.WriteAsync(message.Data ?? default);
                Done(message);
                break;
            case RemoteMessage.CloseBytes when _bytes.Remove(message.Id, out var bytes):
                await bytes.DisposeAsync();
                Done(message);
                break;
        }
    }

    private async Task DoneAfterAsync(RemoteMessage asked, Task work)
    {
        await work;
        Done(asked);
    }

    private void Done(RemoteMessage asked, string? sid = null) => _frames.Send(new RemoteMessage { Kind = RemoteMessage.Done, Id = asked.Id, Sid = sid });
}
