using System.Collections.Concurrent;

namespace WarmTransfer.Rtc.Tests;

/// <summary>Who has turns, and on which thread.</summary>
public sealed class FramePumpTests
{
    private readonly ConcurrentQueue<Exception> _failures = [];
    private readonly FramePump _pump;

    public FramePumpTests() => _pump = new FramePump(_failures.Enqueue);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Added_HasTurnsUntilItNeedsNoMore_AndAgainWhenAddedAgain()
    {
        var track = new Counted(turns: 3);
        _pump.Add(track);
        await track.Done.WaitAsync(Cancellation);
        // Somebody else's turns go on, and it has none of them.
        var other = new Counted(turns: 5);
        _pump.Add(other);
        await other.Done.WaitAsync(Cancellation);
        Assert.Equal(3, track.Threads.Count);

        _pump.Add(track);
        await track.Again.WaitAsync(Cancellation);
        Assert.Equal(4, track.Threads.Count);
    }

    [Fact]
    public async Task All_HaveTheirTurnsOnOneThread()
    {
        var tracks = Enumerable.Range(0, 50).Select(_ => new Counted(turns: 4)).ToList();
        tracks.ForEach(_pump.Add);
        foreach (var track in tracks)
            await track.Done.WaitAsync(Cancellation);

        Assert.Single(tracks.SelectMany(track => track.Threads).Distinct());
    }

    [Fact]
    public async Task TrackThatThrows_HasNoMoreTurns_AndTheOthersGoOn()
    {
        var track = new Counted(turns: 5);
        _pump.Add(new Failing());
        _pump.Add(track);
        await track.Done.WaitAsync(Cancellation);

        Assert.Equal("mine", Assert.Single(_failures).Message);
    }

    private sealed class Failing : IPumped
    {
        public bool TakeTurn() => throw new InvalidOperationException("mine");
    }

    private sealed class Counted(int turns) : IPumped
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _again = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<int> Threads { get; } = [];

        public Task Done => _done.Task;

        public Task Again => _again.Task;

        public bool TakeTurn()
        {
            Threads.Enqueue(Environment.CurrentManagedThreadId);
            if (Threads.Count == turns)
                _done.SetResult();
            if (Threads.Count > turns)
                _again.SetResult();
            return Threads.Count < turns;
        }
    }
}
