using Microsoft.Extensions.AI;

namespace WarmTransfer.Runtime.Tests;

public class ReleaseTests
{
    [Fact]
    public void Release_WhileSpeaking_CutsAndStopsListening() => SessionFixture.Run(async test =>
    {
        test.Chat.Says(TimeSpan.FromMilliseconds(100), "One, ", "two.");
        Task<string> reply = test.Session.GenerateReplyAsync();
        await test.Wait(150);
        await test.Session.ReleaseAsync();
        Assert.Equal("close", test.Room.Log[^1]);
        Assert.Equal("One, ", await reply);
        Assert.Equal(0, test.Room.ObserverCount);
        Assert.True(test.Room.IsConnected);
        test.Room.Hear("Hello?");
        await test.Wait(1000);
        Assert.Single(test.Chat.Requests);
        Assert.Equal(SessionIO.AllOff, test.Session.IO);
    });

    [Fact]
    public void Release_OnHold_StopsTheMusicAndResumingSwitchesNothingOn() => SessionFixture.Run(async test =>
    {
        ICallerHold hold = await test.Session.HoldAsync(HoldAudio.BuiltIn);
        await test.Wait(100);
        await test.Session.ReleaseAsync();
        Assert.Empty(test.Room.LiveTracks);
        await hold.DisposeAsync();
        Assert.Equal(SessionIO.AllOff, test.Session.IO);
    });

    [Fact]
    public void Release_WhileTheMusicIsAboutToStart_LeavesNoTrack() => SessionFixture.Run(async test =>
    {
        test.Room.PublishTakes = TimeSpan.FromSeconds(1);
        Task<ICallerHold> hold = test.Session.HoldAsync(HoldAudio.BuiltIn);
        await test.Wait(500);
        await test.Session.ReleaseAsync();
        await hold;
        Assert.Empty(test.Room.LiveTracks);
        Assert.Equal(SessionIO.AllOff, test.Session.IO);
    });

    [Fact]
    public void Release_FromATool_LeavesTheToolAloneAndDropsItsResult()
    {
        SessionFixture? fixture = null;
        var finished = false;
        var connect = new DelegateTool("connect", async (_, cancellationToken) =>
        {
            await fixture!.Session.ReleaseAsync(cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(1), fixture.Time, cancellationToken);
            finished = true;
            return "connected";
        });
        SessionFixture.Run(new SessionSetup { Tools = [connect] }, async test =>
        {
            fixture = test;
            test.Chat.Calls("Connecting.", "connect");
            Assert.Equal("Connecting.", await test.Session.GenerateReplyAsync());
            await test.Wait(2000);
            Assert.True(finished);
            Assert.Equal("tool: connect=The call was cancelled. Whether it took effect is not known.", test.History[^1]);
        });
    }

    [Fact]
    public void Dispose_FromATool_DoesNotDeadlock()
    {
        SessionFixture? fixture = null;
        var hangUp = new DelegateTool("hang_up", async () =>
        {
            await fixture!.Session.DisposeAsync();
            return "bye";
        });
        SessionFixture.Run(new SessionSetup { Tools = [hangUp] }, async test =>
        {
            fixture = test;
            test.Chat.Calls("Bye.", "hang_up");
            Assert.Equal("Bye.", await test.Session.GenerateReplyAsync());
        });
    }

    [Fact]
    public void Dispose_WhileAToolHangs_CancelsItAndDoesNotWait()
    {
        CancellationToken seen = default;
        var stuck = new DelegateTool("stuck", async (_, cancellationToken) =>
        {
            seen = cancellationToken;
            await new TaskCompletionSource().Task;
            return null;
        });
        SessionFixture.Run(new SessionSetup { Tools = [stuck] }, async test =>
        {
            test.Chat.Calls("", "stuck");
            Task<string> reply = test.Session.GenerateReplyAsync();
            await test.Wait(100);
            await test.Session.DisposeAsync();
            await reply;
            Assert.True(seen.IsCancellationRequested);
            Assert.Equal(100, test.Time.Elapsed.TotalMilliseconds);
        });
    }

    [Fact]
    public void Dispose_WhileAnotherReplyWaits_RefusesIt() => SessionFixture.Run(async test =>
    {
        test.Chat.Says(TimeSpan.FromMilliseconds(100), "One.");
        Task<string> first = test.Session.GenerateReplyAsync();
        Task<string> second = test.Session.GenerateReplyAsync();
        await test.Wait(50);
        await test.Session.DisposeAsync();
        Assert.Equal("", await first);
        await Assert.ThrowsAsync<InvalidOperationException>(() => second);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dispose_LeavesTheRoomOnlyWhenItOwnsIt(bool owns) => SessionFixture.Run(new SessionSetup { OwnsRoom = owns }, async test =>
    {
        await test.Session.DisposeAsync();
        await test.Session.DisposeAsync();
        Assert.Equal(owns, test.Room.IsDisposed);
    });

    [Fact]
    public void Released_EverythingIsRefusedByName() => SessionFixture.Run(async test =>
    {
        await test.Session.ReleaseAsync();
        await test.Session.ReleaseAsync();
        Func<Task>[] uses =
        [
            () => test.Session.SayAsync("Hi."),
            () => test.Session.GenerateReplyAsync(),
            () => test.Session.HoldAsync(HoldAudio.None),
            () => test.Session.StartAsync(),
        ];
        foreach (var use in uses)
        {
            var thrown = await Assert.ThrowsAsync<InvalidOperationException>(use);
            Assert.Contains("'caller' has been released", thrown.Message, StringComparison.Ordinal);
        }
    });

    [Fact]
    public void Start_Twice_IsRefused() => SessionFixture.Run(async test =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Session.StartAsync()));

    [Fact]
    public void Session_ChatOptionsWithTools_AreRefused()
    {
        var setup = new SessionSetup { ChatOptions = new ChatOptions { Tools = [new DelegateTool("x", () => Task.FromResult<object?>(1))] } };
        var thrown = Assert.Throws<ArgumentException>(() => SessionFixture.Run(setup, _ => Task.CompletedTask));
        Assert.Contains("CallSessionOptions.Tools", thrown.Message, StringComparison.Ordinal);
    }
}
