using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests;

public class TextUtteranceTests
{
    private readonly VirtualTime _time = new();
    private readonly FakeRoom _room;
    private readonly TextUtterance _utterance;

    public TextUtteranceTests()
    {
        _room = new FakeRoom(_time);
        _utterance = new TextUtterance(_room, new SessionSwitches());
    }

    [Fact]
    public void Parts_BeforeTheCommit_Wait_AndGoOutWithIt() => _time.Run(async () =>
    {
        Task written = WriteAsync("One, ", "two.");
        await Wait(1000);
        Assert.False(written.IsCompleted);
        Assert.Empty(_room.Log);
        Assert.Equal("", _utterance.Heard);
        _utterance.Commit();
        await written;
        Assert.Equal(["open", "say One, ", "say two."], _room.Log);
        Assert.Equal("One, two.", _utterance.Heard);
    });

    [Fact]
    public void Utterance_ThrownAwayBeforeTheCommit_LeavesNoTrace() => _time.Run(async () =>
    {
        Task written = WriteAsync("Never mind.");
        await Wait(1000);
        await _utterance.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => written);
        Assert.Empty(_room.Log);
        Assert.Equal("", _utterance.Seal());
    });

    [Fact]
    public void Parts_WhilePaused_Wait_AndGoOutWhenResumed() => _time.Run(async () =>
    {
        _utterance.Commit();
        await WriteAsync("One, ");
        _utterance.Pause();
        _utterance.Pause();
        Task rest = WriteAsync("two, ", "three.");
        await Wait(1000);
        Assert.Equal(["open", "say One, "], _room.Log);
        Assert.Equal("One, ", _utterance.Heard);
        _utterance.Resume();
        _utterance.Resume();
        await rest;
        await _utterance.DisposeAsync();
        // One stream: a pause is not the end of what is said.
        Assert.Equal(["open", "say One, ", "say two, ", "say three.", "close"], _room.Log);
    });

    [Fact]
    public void Utterance_SealedWhilePaused_WasHeardAsFarAsItWasSent() => _time.Run(async () =>
    {
        _utterance.Commit();
        await WriteAsync("One, ");
        _utterance.Pause();
        Task rest = WriteAsync("two.");
        await Wait(1000);
        Assert.Equal("One, ", _utterance.Seal());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rest);
        _utterance.Resume();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WriteAsync("three."));
        Assert.Equal(["open", "say One, "], _room.Log);
        Assert.Equal("One, ", _utterance.Seal());
    });

    [Fact]
    public void Part_CancelledWhilePaused_IsNotSentLater() => _time.Run(async () =>
    {
        _utterance.Commit();
        _utterance.Pause();
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1), _time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _utterance.WriteAsync("One.", cancel.Token));
        _utterance.Resume();
        await WriteAsync("Two.");
        Assert.Equal(["open", "say Two."], _room.Log);
    });

    private async Task WriteAsync(params string[] parts)
    {
        foreach (var part in parts)
            await _utterance.WriteAsync(part, CancellationToken.None);
    }

    private Task Wait(double milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), _time);
}
