using Microsoft.Extensions.AI;

namespace WarmTransfer.Runtime.Tests;

public class TextReplyTests
{
    [Fact]
    public void Reply_ToText_StreamsPieceByPieceAsItComes() => SessionFixture.Run(async test =>
    {
        test.Chat.Says(TimeSpan.FromMilliseconds(100), "Good ", "morning.");
        test.Room.Hear("Hello?");
        await test.Wait(150);
        Assert.Equal(["open", "say Good "], test.Room.Log);
        await test.Wait(100);
        Assert.Equal(["open", "say Good ", "say morning.", "close"], test.Room.Log);
        Assert.Equal(["user: Hello?", "assistant: Good morning."], test.History);
        Assert.Equal<CallSessionEvent>(
            [new CallSessionEvent.PartySpoke("Hello?"), new CallSessionEvent.AgentSpoke("Good morning.", Interrupted: false)], test.Events);
    });

    [Fact]
    public void Reply_Stream_IsAFinalTranscriptionWithASegmentOfItsOwn() => SessionFixture.Run(async test =>
    {
        await test.Session.SayAsync("One.");
        await test.Session.SayAsync("Two.");
        Assert.All(test.Room.Streams, stream =>
        {
            Assert.Equal("lk.transcription", stream.Topic);
            Assert.Equal("true", stream.Attributes!["lk.transcription_final"]);
        });
        Assert.NotEqual(test.Room.Streams[0].Attributes!["lk.segment_id"], test.Room.Streams[1].Attributes!["lk.segment_id"]);
    });

    [Theory]
    [InlineData("someone else", TextTopics.Chat)]
    [InlineData("caller", TextTopics.Transcription)]
    public void Text_OfOthersOrOtherTopics_IsNotForTheSession(string identity, string topic) => SessionFixture.Run(async test =>
    {
        test.Room.Hear("Hello?", identity, topic);
        await test.Wait(100);
        Assert.Empty(test.History);
        Assert.Empty(test.Chat.Requests);
    });

    [Fact]
    public void Text_WhileInputTextIsOff_IsIgnoredAndNotKept() => SessionFixture.Run(async test =>
    {
        test.Session.Input.Text = false;
        test.Room.Hear("Hello?");
        test.Session.Input.Text = true;
        await test.Wait(100);
        Assert.Empty(test.History);
        Assert.Empty(test.Chat.Requests);
    });

    [Fact]
    public void Text_WithoutReplyToText_EntersTheHistoryOnly() => SessionFixture.Run(new SessionSetup { ReplyToText = false }, async test =>
    {
        test.Room.Hear("Hello?");
        await test.Wait(100);
        Assert.Equal(["user: Hello?"], test.History);
        Assert.Empty(test.Chat.Requests);
        Assert.Equal([new CallSessionEvent.PartySpoke("Hello?")], test.Events);
    });

    [Fact]
    public void Text_WhileReplying_InterruptsAndIsAnswered() => SessionFixture.Run(async test =>
    {
        test.Chat.Says(TimeSpan.FromMilliseconds(100), "The weather ", "is fine ", "in Lisbon.").Says("You're welcome.");
        test.Room.Hear("How is the weather?");
        await test.Wait(250);
        test.Room.Hear("Thanks, enough.");
        await test.Wait(100);
        Assert.Equal(
            ["user: How is the weather?", "assistant: The weather is fine  -", "user: Thanks, enough.", "assistant: You're welcome."],
            test.History);
        Assert.Equal(["The weather is fine ", "You're welcome."], test.Room.Said);
        Assert.Contains(new CallSessionEvent.AgentSpoke("The weather is fine ", Interrupted: true), test.Events);
    });

    [Fact]
    public void Text_BurstBeforeTheReply_IsAnsweredOnce() => SessionFixture.Run(async test =>
    {
        test.Chat.Says(TimeSpan.FromMilliseconds(100), "All three, then.");
        test.Room.Hear("One");
        test.Room.Hear("two");
        test.Room.Hear("three");
        await test.Wait(500);
        Assert.Equal(["user: One", "user: two", "user: three", "assistant: All three, then."], test.History);
        Assert.Single(test.Chat.Requests);
    });

    [Fact]
    public void Text_BurstThatInterrupts_IsAnsweredOnce() => SessionFixture.Run(async test =>
    {
        test.Chat.Says(TimeSpan.FromMilliseconds(100), "Well, ", "let me see.").Says("All three, then.");
        test.Room.Hear("One");
        await test.Wait(150);
        test.Room.Hear("two");
        test.Room.Hear("three");
        await test.Wait(500);
        Assert.Equal(["user: One", "assistant: Well,  -", "user: two", "user: three", "assistant: All three, then."], test.History);
        Assert.Equal(2, test.Chat.Requests.Count);
    });

    [Fact]
    public void Replies_AskedForTogether_DoNotOverlap() => SessionFixture.Run(async test =>
    {
        test.Chat.Says(TimeSpan.FromMilliseconds(100), "a", "b").Says(TimeSpan.FromMilliseconds(100), "c", "d");
        var said = await Task.WhenAll(test.Session.GenerateReplyAsync(), test.Session.GenerateReplyAsync());
        Assert.Equal(["ab", "cd"], said);
        Assert.Equal(["open", "say a", "say b", "close", "open", "say c", "say d", "close"], test.Room.Log);
    });

    [Fact]
    public void Request_Instructions_AreTheFirstMessageAndNotPartOfTheHistory() =>
        SessionFixture.Run(new SessionSetup { Instructions = "Be brief.", History = [new(ChatRole.User, "Hi.")] }, async test =>
        {
            test.Chat.Says("Hello.").Says("Bye.");
            await test.Session.GenerateReplyAsync(new ReplyOptions { Instructions = "Greet." });
            await test.Session.GenerateReplyAsync(new ReplyOptions { UserText = "Goodbye!" });
            Assert.Equal(["system: Be brief.\n\nGreet.", "user: Hi."], test.Chat.Requests[0].Messages.Select(SessionFixture.Shown));
            Assert.Equal(
                ["system: Be brief.", "user: Hi.", "assistant: Hello.", "user: Goodbye!"], test.Chat.Requests[1].Messages.Select(SessionFixture.Shown));
            Assert.Equal(["user: Hi.", "assistant: Hello.", "user: Goodbye!", "assistant: Bye."], test.History);
        });

    [Fact]
    public void Request_ChatOptions_AreCopiedNotChanged()
    {
        var chatOptions = new ChatOptions { ModelId = "small", Temperature = 0.2f };
        var tool = new DelegateTool("look", () => Task.FromResult<object?>("seen"));
        SessionFixture.Run(new SessionSetup { ChatOptions = chatOptions, Tools = [tool] }, async test =>
        {
            test.Chat.Says("Yes.");
            await test.Session.GenerateReplyAsync();
            ChatOptions sent = test.Chat.Requests[0].Options!;
            Assert.Equal(("small", 0.2f), (sent.ModelId, sent.Temperature));
            Assert.Equal([tool], sent.Tools!);
            Assert.NotSame(chatOptions, sent);
            Assert.Null(chatOptions.Tools);
        });
    }

    [Fact]
    public void Reply_ChatClientFails_IsReportedAndTheSessionGoesOn() => SessionFixture.Run(async test =>
    {
        var failure = new HttpRequestException("503");
        test.Chat.Fails(failure, first: "I was ").Says("Here I am.");
        test.Room.Hear("Hello?");
        await test.Wait(100);
        test.Room.Hear("Are you there?");
        await test.Wait(100);
        Assert.Contains(new CallSessionEvent.ReplyFailed(failure), test.Events);
        Assert.Contains(test.Logs.Lines, line => line.StartsWith("Error: No reply to caller", StringComparison.Ordinal));
        Assert.Equal(["user: Hello?", "assistant: I was  -", "user: Are you there?", "assistant: Here I am."], test.History);
        Assert.DoesNotContain(test.Logs.Lines, line => line.Contains("Hello", StringComparison.Ordinal));
    });

    [Fact]
    public void GenerateReply_ChatClientFails_Throws() => SessionFixture.Run(async test =>
    {
        test.Chat.Fails(new HttpRequestException("503"));
        await Assert.ThrowsAsync<HttpRequestException>(() => test.Session.GenerateReplyAsync());
        Assert.Single(test.Events.OfType<CallSessionEvent.ReplyFailed>());
    });

    [Fact]
    public void Observer_Throws_OthersStillHear() => SessionFixture.Run(async test =>
    {
        var heard = new List<CallSessionEvent>();
        using var bad = test.Session.Observe(_ => throw new InvalidOperationException("bad observer"));
        using var good = test.Session.Observe(heard.Add);
        await test.Session.SayAsync("Hi.");
        Assert.Single(heard);
        Assert.Contains(test.Logs.Lines, line => line.StartsWith("Error: An observer", StringComparison.Ordinal));
    });

    [Fact]
    public void Party_LeavesOrTheRoomIsLost_IsReported() => SessionFixture.Run(async test =>
    {
        test.Room.Leave("someone else", DisconnectReason.ClientInitiated);
        test.Room.Leave("caller", DisconnectReason.MediaFailure);
        test.Room.Disconnect(DisconnectReason.RoomDeleted);
        await test.Wait(1);
        Assert.Equal<CallSessionEvent>(
            [new CallSessionEvent.PartyLeft(DisconnectReason.MediaFailure), new CallSessionEvent.RoomLost(DisconnectReason.RoomDeleted)], test.Events);
    });

    [Fact]
    public void Output_TranscriptionOffAndOnInAReply_IsClosedAndOpenedAnew() => SessionFixture.Run(async test =>
    {
        test.Chat.Says(TimeSpan.FromMilliseconds(100), "a", "b", "c");
        Task<string> reply = test.Session.GenerateReplyAsync();
        await test.Wait(150);
        test.Session.Output.Transcription = false;
        test.Session.Output.Audio = false;
        await test.Wait(100);
        test.Session.Output.Transcription = true;
        Assert.Equal("ac", await reply);
        Assert.Equal(["open", "say a", "close", "open", "say c", "close"], test.Room.Log);
    });

    [Fact]
    public void Say_WhileOutputIsOff_SaysNothing() => SessionFixture.Run(async test =>
    {
        test.Session.IO = SessionIO.AllOff;
        await test.Session.SayAsync("Hello?");
        Assert.Empty(test.Room.Log);
        Assert.Empty(test.History);
    });

    [Fact]
    public void Say_RoomRefuses_ThrowsAndSaidNothing() => SessionFixture.Run(async test =>
    {
        test.Room.TextFails = new InvalidOperationException("No data allowed.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Session.SayAsync("Hello?"));
        Assert.Empty(test.History);
        test.Room.TextFails = null;
        await test.Session.SayAsync("Hello!");
        Assert.Equal(["assistant: Hello!"], test.History);
    });
}
