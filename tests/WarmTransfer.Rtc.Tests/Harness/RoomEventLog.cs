using System.Threading.Channels;

namespace WarmTransfer.Rtc.Tests;

/// <summary>What one observer of a room is told, to be read event by event.</summary>
internal sealed class RoomEventLog
{
    private readonly Channel<RoomEvent> _events = Channel.CreateUnbounded<RoomEvent>();

    public RoomEventLog(IRoom room) => room.Observe(roomEvent => _events.Writer.TryWrite(roomEvent));

    /// <summary>The next event, which has to be of this kind.</summary>
    public async Task<T> NextAsync<T>()
        where T : RoomEvent => Assert.IsType<T>(await NextAsync());

    /// <summary>The next event of this kind; others before it are passed over.</summary>
    /// <param name="wanted">Which of them.</param>
    public async Task<T> FindAsync<T>(Predicate<T>? wanted = null)
        where T : RoomEvent
    {
        while (true)
        {
            if (await NextAsync() is T found && wanted?.Invoke(found) != false)
                return found;
        }
    }

    public bool IsEmpty => !_events.Reader.TryPeek(out _);

    private Task<RoomEvent> NextAsync() => _events.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
}
