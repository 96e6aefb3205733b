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
    private readonly IRoom _room;
    private readonly SocketFrames _frames;

    private RoomSocket(IRoom room, SocketFrames frames) => (_room, _frames) = (room, frames);

    /// <summary>Serves one connection until either side ends it; the participant leaves with it.</summary>
    /// <param name="context">The request for a socket, not accepted yet.</param>
    /// <param name="room">The room, joined with the request's token.</param>
    public static async Task ServeAsync(HttpContext context, IRoom room)
    {
        using var webSocket = await context.WebSockets.AcceptWebSocketAsync();
        var frames = new SocketFrames(webSocket);
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
            // Not the emulator's own client: what else it may say is anyone's guess.
            return false;
        }

        try
        {
            await DoAsync(message);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            _frames.Send(new RemoteMessage { Kind = RemoteMessage.Failed, Id = message.Id, Text = e.Message });
        }

        return true;
    }

    private async Task DoAsync(RemoteMessage message)
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
            case RemoteMessage.Listen:
                var id = message.Id;
                _listeners[id] = _room.ObserveAudio(message.Name ?? "", samples => _frames.SendAudio(id, samples));
                break;
            case RemoteMessage.StopListening when _listeners.Remove(message.Id, out var listener):
                listener.Dispose();
                break;
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
            case RemoteMessage.Dtmf:
                await _room.SendDtmfAsync(message.Text ?? "", message.To);
                Done(message);
                break;
        }
    }

    private void Done(RemoteMessage asked, string? sid = null) => _frames.Send(new RemoteMessage { Kind = RemoteMessage.Done, Id = asked.Id, Sid = sid });
}
