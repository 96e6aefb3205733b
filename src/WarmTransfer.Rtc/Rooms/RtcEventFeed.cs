using System.Threading.Channels;

namespace WarmTransfer;

/// <summary>A room's events on their way from the thread of events, which must go on, to the observers.</summary>
/// <param name="failed">Told of an observer's exception.</param>
internal sealed class RtcEventFeed(Action<Exception> failed)
{
    private readonly Channel<RoomEvent> _events = Channel.CreateUnbounded<RoomEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ObserverList<RoomEvent> _observers = new(failed);

    /// <summary>Gets the task that ends when the observers have heard the last event.</summary>
    public Task Raising { get; private set; } = Task.CompletedTask;

    public IDisposable Observe(Action<RoomEvent> observer) => _observers.Add(observer);

    /// <summary>Lets events through to the observers; until then they wait.</summary>
    public void Start() => Raising = RaiseAsync();

    public void Tell(RoomEvent roomEvent) => _events.Writer.TryWrite(roomEvent);

    /// <summary>Tells the last event.</summary>
    public void End(DisconnectReason reason)
    {
        Tell(new RoomEvent.Disconnected(reason));
        _events.Writer.TryComplete();
    }

    private async Task RaiseAsync()
    {
        await foreach (var roomEvent in _events.Reader.ReadAllAsync())
            _observers.Raise(roomEvent);
        _observers.Close();
    }
}
