using Microsoft.Extensions.AI;

namespace WarmTransfer.Runtime.Tests;

public class HoldTests
{
    public static TheoryData<bool, bool, bool, bool> AllSwitches()
    {
        var data = new TheoryData<bool, bool, bool, bool>();
        for (var bits = 0; bits < 16; bits++)
            data.Add((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0);

        return data;
    }

    [Theory]
    [MemberData(nameof(AllSwitches))]
    public void Switches_AfterTheHold_AreExactlyAsTheyWere(bool ia, bool it, bool oa, bool ot) => SessionFixture.Run(async test =>
    {
        (test.Session.Input.Audio, test.Session.Input.Text) = (ia, it);
        (test.Session.Output.Audio, test.Session.Output.Transcription) = (oa, ot);
        await using (await test.Session.HoldAsync(HoldAudio.None))
        {
            Assert.Equal(SessionIO.AllOff, test.Session.IO);
            Assert.False(test.Session.Input.Audio || test.Session.Input.Text);
            Assert.False(test.Session.Output.Audio || test.Session.Output.Transcription);
        }

        Assert.Equal(new SessionIO(ia, it, oa, ot), test.Session.IO);
        Assert.Equal((ia, it), (test.Session.Input.Audio, test.Session.Input.Text));
        Assert.Equal((oa, ot), (test.Session.Output.Audio, test.Session.Output.Transcription));
    });

    [Fact]
    public void Music_IsOnATrackOfItsOwn_AndGoneBeforeTheAISpeaks() => SessionFixture.Run(async test =>
    {
        ICallerHold hold = await test.Session.HoldAsync(HoldAudio.BuiltIn);
        FakeTrack track = Assert.Single(test.Room.LiveTracks);
        Assert.Equal(("hold_audio", TrackSource.Unknown), (track.Name, track.Source));
        await test.Wait(1000);
        await hold.DisposeAsync();
        await test.Session.SayAsync("Back.");
        Assert.Equal(["publish hold_audio", "unpublish hold_audio", "open", "say Back.", "close"], test.Room.Log);
    });

    [Fact]
    public void Resume_SeveralTimesAtOnce_AllWaitUntilTheMusicIsGone() => SessionFixture.Run(async test =>
    {
        test.Session.Input.Audio = false;
        ICallerHold hold = await test.Session.HoldAsync(HoldAudio.BuiltIn);
        await test.Wait(100);
        ValueTask first = hold.DisposeAsync();
        Assert.False(first.IsCompleted);
        await test.Wait(50);
        Assert.Single(test.Room.LiveTracks);
        Assert.Equal(SessionIO.AllOff, test.Session.IO);
        await hold.DisposeAsync();
        Assert.Empty(test.Room.LiveTracks);
        await first;
        test.Session.Input.Audio = true;
        await hold.DisposeAsync();
        Assert.Equal(SessionIO.AllOn, test.Session.IO);
        Assert.Single(test.Room.Log, "unpublish hold_audio");
    });

    [Fact]
    public void Hold_WhileOnHold_IsRefused() => SessionFixture.Run(async test =>
    {
        await using (await test.Session.HoldAsync(HoldAudio.None))
        {
            var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => test.Session.HoldAsync(HoldAudio.None));
            Assert.Contains("on hold already", thrown.Message, StringComparison.Ordinal);
            Assert.Equal(SessionIO.AllOff, test.Session.IO);
        }

        await using (await test.Session.HoldAsync(HoldAudio.None))
            Assert.Equal(SessionIO.AllOff, test.Session.IO);
    });

    [Fact]
    public void Hold_CancelledWhilePublishing_IsNoHold() => SessionFixture.Run(async test =>
    {
        test.Room.PublishTakes = TimeSpan.FromSeconds(2);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1), test.Time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.Session.HoldAsync(HoldAudio.BuiltIn, cancel.Token));
        Assert.Equal(SessionIO.AllOn, test.Session.IO);
        await test.Wait(5000);
        Assert.Empty(test.Room.LiveTracks);
    });

    [Fact]
    public void Hold_TrackRefused_IsSilentAndLogged() => SessionFixture.Run(async test =>
    {
        test.Room.PublishFails = new InvalidOperationException("No publishing.");
        await using (await test.Session.HoldAsync(HoldAudio.BuiltIn))
            Assert.Equal(SessionIO.AllOff, test.Session.IO);

        Assert.Equal(SessionIO.AllOn, test.Session.IO);
        Assert.Contains("Warning: Room room refuses the hold audio track; the hold is silent", test.Logs.Lines);
    });

    [Fact]
    public void Hold_RoomLostMeanwhile_ResumesAllTheSame() => SessionFixture.Run(async test =>
    {
        ICallerHold hold = await test.Session.HoldAsync(HoldAudio.BuiltIn);
        await test.Wait(1000);
        test.Room.Disconnect(DisconnectReason.ServerShutdown);
        await test.Wait(1000);
        await hold.DisposeAsync();
        Assert.Equal(SessionIO.AllOn, test.Session.IO);
        // What was written ahead, and nothing after.
        Assert.InRange(test.Room.Tracks[0].FrameCount, 100, 116);
        await using (await test.Session.HoldAsync(HoldAudio.BuiltIn))
            Assert.Empty(test.Room.LiveTracks);
    });

    [Fact]
    public void Hold_WhileSpeaking_CutsTheSpeechBeforeTheMusic() => SessionFixture.Run(async test =>
    {
        test.Chat.Says(TimeSpan.FromMilliseconds(100), "One, ", "two.");
        Task<string> reply = test.Session.GenerateReplyAsync();
        await test.Wait(150);
        await using (await test.Session.HoldAsync(HoldAudio.BuiltIn))
            Assert.Equal(["open", "say One, ", "close", "publish hold_audio"], test.Room.Log);

        Assert.Equal("One, ", await reply);
        Assert.Equal(["assistant: One,  -"], test.History);
    });

    [Fact]
    public void Text_OnHold_IsIgnoredAndDisturbsNothing() => SessionFixture.Run(async test =>
    {
        await using (await test.Session.HoldAsync(HoldAudio.None))
        {
            test.Room.Hear("Hello? Anyone?");
            await test.Wait(1000);
        }

        await test.Wait(1000);
        Assert.Empty(test.History);
        Assert.Empty(test.Chat.Requests);
    });

    [Fact]
    public void Text_JustBeforeTheHold_IsKeptButNotAnsweredIntoTheMusic() => SessionFixture.Run(async test =>
    {
        test.Room.Hear("Wait!");
        await using (await test.Session.HoldAsync(HoldAudio.None))
            await test.Wait(1000);

        Assert.Equal(["user: Wait!"], test.History);
        Assert.Empty(test.Chat.Requests);
    });

    [Fact]
    public void Tool_ThatHoldsForMinutesAndResumes_GoesOnToTheReply()
    {
        SessionFixture? fixture = null;
        var transfer = new DelegateTool("transfer", async (_, cancellationToken) =>
        {
            await using (await fixture!.Session.HoldAsync(HoldAudio.BuiltIn, cancellationToken))
                await Task.Delay(TimeSpan.FromMinutes(3), fixture.Time, cancellationToken);

            await fixture.Session.SayAsync("I'm back.", cancellationToken);
            return "The human declined: busy.";
        });
        SessionFixture.Run(new SessionSetup { Tools = [transfer] }, async test =>
        {
            fixture = test;
            test.Chat.Calls("I'll get someone.", "transfer").Says("Nobody is free.");
            test.Room.Hear("A human, please.");
            await test.Wait(60_000);
            test.Room.Hear("Hello?");
            await test.Wait(150_000);
            Assert.Equal(
                [
                    "open", "say I'll get someone.", "close",
                    "publish hold_audio", "unpublish hold_audio",
                    "open", "say I'm back.", "close",
                    "open", "say Nobody is free.", "close",
                ],
                test.Room.Log);
            Assert.Equal(
                [
                    "user: A human, please.", "assistant: I'll get someone. [transfer]", "tool: transfer=The human declined: busy.",
                    "assistant: I'm back.", "assistant: Nobody is free.",
                ],
                test.History);
        });
    }

    [Fact]
    public void Tool_ThatHoldsAndReturns_LeavesTheReplyMuted()
    {
        IAsyncDisposable? hold = null;
        SessionFixture? fixture = null;
        var tool = new DelegateTool("hold", async () =>
        {
            hold = await fixture!.Session.HoldAsync(HoldAudio.None);
            return "on hold";
        });
        SessionFixture.Run(new SessionSetup { Tools = [tool] }, async test =>
        {
            fixture = test;
            test.Chat.Calls("", "hold").Says("You are on hold now.");
            Assert.Equal("", await test.Session.GenerateReplyAsync());
            Assert.Empty(test.Room.Log);
            Assert.Equal(["assistant: [hold]", "tool: hold=on hold"], test.History);
            await hold!.DisposeAsync();
            Assert.Equal(SessionIO.AllOn, test.Session.IO);
        });
    }

    [Fact]
    public void History_WhileATransferToolRuns_IsWellFormed()
    {
        SessionFixture? fixture = null;
        IReadOnlyList<ChatMessage> seen = [];
        var transfer = new DelegateTool("transfer", () =>
        {
            seen = fixture!.Session.History;
            return Task.FromResult<object?>("ok");
        });
        SessionFixture.Run(new SessionSetup { Tools = [transfer] }, async test =>
        {
            fixture = test;
            test.Chat.Calls("I'll get someone.", "transfer").Says("Done.");
            test.Room.Hear("A human, please.");
            await test.Wait(100);
            Assert.Equal(["user: A human, please.", "assistant: I'll get someone."], seen.Select(SessionFixture.Shown));
        });
    }
}
