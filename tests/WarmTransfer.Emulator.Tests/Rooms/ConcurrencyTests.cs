namespace WarmTransfer.Emulator.Tests;

/// <summary>Without a virtual clock there are many threads: nothing may be lost, told out of order or left behind.</summary>
public sealed class ConcurrencyTests
{
    private const int Threads = 8;
    private const int Rounds = 200;

    [Fact]
    public void Rooms_UsedFromManyThreads_StayConsistent()
    {
        var options = new LiveKitEmulatorOptions();
        var rooms = new RoomDirectory(options, new IdSource(1));
        var connector = new InProcessRoomConnector(rooms, new TokenVerifier(options.ApiKey, options.ApiSecret, TimeProvider.System), () => new Uri("http://livekit.test"));
        var watcher = connector.Join(new TokenGrants { RoomJoin = true, Room = "a", Identity = "watcher" });
        var inside = new HashSet<string>();
        var calls = 0;
        watcher.Observe(e =>
        {
            Assert.Equal(1, Interlocked.Increment(ref calls));
            if (e is RoomEvent.ParticipantJoined joined)
                Assert.True(inside.Add(joined.Participant.Sid));
            else if (e is RoomEvent.ParticipantLeft left)
                Assert.True(inside.Remove(left.Participant.Sid));
            Interlocked.Decrement(ref calls);
        });

        var failures = Run(thread =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                var room = connector.Join(new TokenGrants { RoomJoin = true, Room = "a", Identity = $"p{thread}" });
                using var ear = room.ObserveAudio($"p{(thread + 1) % Threads}", _ => { });
                var track = room.PublishAudioAsync("mic").GetAwaiter().GetResult();
                track.TryWrite(RoomFixture.Frame());
                rooms.SetAttributes(room.Participant, [new("i", "x")]);
                room.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        });

        Assert.Empty(failures);
        Assert.Empty(rooms.Outbox.Failures);
        SpinWait.SpinUntil(() => rooms.Change(() => inside.Count == 0), TimeSpan.FromSeconds(5));
        Assert.Empty(inside);
        Assert.Equal("watcher", Assert.Single(rooms.ListParticipants("a")).Identity);
    }

    private static List<Exception> Run(Action<int> body)
    {
        var failures = new List<Exception>();
        var threads = Enumerable.Range(0, Threads).Select(i => new Thread(() =>
        {
            try
            {
                body(i);
            }
            catch (Exception exception)
            {
                lock (failures)
                    failures.Add(exception);
            }
        })).ToArray();
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        return failures;
    }
}
