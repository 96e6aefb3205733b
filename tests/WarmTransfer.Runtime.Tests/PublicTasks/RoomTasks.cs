using static WarmTransfer.Runtime.Tests.PublicTasks.PublicTask;

namespace WarmTransfer.Runtime.Tests.PublicTasks;

/// <summary>The tasks of rooms, of what is published in them, and of the ways into them.</summary>
internal static class RoomTasks
{
    private static readonly TextStreamOptions Text = new() { Topic = "notes" };
    private static readonly ByteStreamOptions Bytes = new() { Topic = "notes" };
    private static readonly Dictionary<string, string> Attributes = new(StringComparer.Ordinal) { ["mood"] = "good" };

    public static IEnumerable<PublicTask> All =>
    [
        AtOnce("IRoomConnector.ConnectAsync", async stage =>
        {
            var token = stage.Backend.Server.SignToken(new AccessToken { Identity = "guest", Video = new VideoGrant { RoomJoin = true, Room = Stage.Hall } });
            await using var guest = await stage.WaitAsync(stage.LiveKit.Rooms.ConnectAsync(stage.LiveKit.Url, token));
        }),
        Waits("LiveKitBackend.JoinAsAgentAsync", async stage =>
        {
            var backend = new LiveKitBackend(stage.Client, new LateConnector(stage));
            await using var guest = await stage.WaitAsync(backend.JoinAsAgentAsync(Stage.Hall, "guest"));
        }),
        AtOnce("IRoom.DisposeAsync", async stage =>
        {
            var guest = await stage.Backend.JoinAsAgentAsync(Stage.Hall, "guest");
            await stage.WaitAsync(guest.DisposeAsync());
        }),
        AtOnce("IRoom.SendDtmfAsync", stage => stage.WaitAsync(stage.Agent.SendDtmfAsync("1"))),
        AtOnce("IRoom.SetAttributesAsync", stage => stage.WaitAsync(stage.Agent.SetAttributesAsync(Attributes))),
        AtOnce("IRoom.PublishAudioAsync", async stage =>
        {
            await using var track = await stage.WaitAsync(stage.Agent.PublishAudioAsync("voice"));
        }),
        AtOnce("IAudioPublication.DisposeAsync", async stage =>
        {
            var track = await stage.Agent.PublishAudioAsync("voice");
            await stage.WaitAsync(track.DisposeAsync());
        }),
        AtOnce("IRoom.OpenTextStreamAsync", async stage =>
        {
            await using var text = await stage.WaitAsync(stage.Agent.OpenTextStreamAsync(Text));
        }),
        AtOnce("ITextStreamWriter.WriteAsync", async stage =>
        {
            await using var text = await stage.Agent.OpenTextStreamAsync(Text);
            await stage.WaitAsync(text.WriteAsync("Hello."));
        }),
        AtOnce("ITextStreamWriter.DisposeAsync", async stage =>
        {
            var text = await stage.Agent.OpenTextStreamAsync(Text);
            await stage.WaitAsync(text.DisposeAsync());
        }),
        AtOnce("IRoom.OpenByteStreamAsync", async stage =>
        {
            await using var bytes = await stage.WaitAsync(stage.Agent.OpenByteStreamAsync(Bytes));
        }),
        AtOnce("IByteStreamWriter.WriteAsync", async stage =>
        {
            await using var bytes = await stage.Agent.OpenByteStreamAsync(Bytes);
            await stage.WaitAsync(bytes.WriteAsync(new byte[] { 1 }));
        }),
        AtOnce("IByteStreamWriter.DisposeAsync", async stage =>
        {
            var bytes = await stage.Agent.OpenByteStreamAsync(Bytes);
            await stage.WaitAsync(bytes.DisposeAsync());
        }),
    ];

    /// <summary>A connector of an application's own, whose task continues on the thread pool.</summary>
    private sealed class LateConnector(Stage stage) : IRoomConnector
    {
        public Task<IRoom> ConnectAsync(Uri url, string token, CancellationToken cancellationToken = default)
        {
            var connected = new TaskCompletionSource<IRoom>(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = ConnectLaterAsync();
            return connected.Task;

            async Task ConnectLaterAsync()
            {
                await stage.DelayAsync(1);
                connected.SetResult(await stage.LiveKit.Rooms.ConnectAsync(url, token, cancellationToken));
            }
        }
    }
}
