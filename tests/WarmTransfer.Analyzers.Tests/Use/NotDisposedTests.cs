using WarmTransfer.CodeFixes;

namespace WarmTransfer.Analyzers.Tests;

public sealed class NotDisposedTests
{
    [Fact]
    public Task Locals_NeverDisposed_AreReportedAndDisposed()
        => new RuleTest<NotDisposedAnalyzer>()
            .WithSource("""
                class Calls(LiveKitBackend liveKit, IRoomConnector rooms, ITransferAgent desk, CallSessionOptions options, IRoom lobby)
                {
                    async Task RunAsync(Uri url)
                    {
                        // The AI's own connection.
                        IRoom [|room|] = await liveKit.JoinAsAgentAsync("lobby", "greeter");
                        var [|other|] = await rooms.ConnectAsync(url, "token");
                        var [|session|] = new CallSession(liveKit, lobby, "caller", options);
                        WarmTransferTask [|task|] = new(desk);
                        Console.WriteLine(room.Sid + other.Name);
                        await session.StartAsync();
                        _ = await task.RunAsync(session);
                        _ = await session.WarmTransferAsync(desk);
                    }
                }
                """)
            .WithMessage("'room' is never disposed, so the AI stays in the room; declare it with 'await using'")
            .WithFix<AwaitUsingCodeFix>("""
                class Calls(LiveKitBackend liveKit, IRoomConnector rooms, ITransferAgent desk, CallSessionOptions options, IRoom lobby)
                {
                    async Task RunAsync(Uri url)
                    {
                        // The AI's own connection.
                        await using IRoom room = await liveKit.JoinAsAgentAsync("lobby", "greeter");
                        await using var other = await rooms.ConnectAsync(url, "token");
                        await using var session = new CallSession(liveKit, lobby, "caller", options);
                        await using WarmTransferTask task = new(desk);
                        Console.WriteLine(room.Sid + other.Name);
                        await session.StartAsync();
                        _ = await task.RunAsync(session);
                        _ = await session.WarmTransferAsync(desk);
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Session_ThatJoinedItsRoom_IsReportedAndDisposed()
        => new RuleTest<NotDisposedAnalyzer>()
            .WithSource("""
                class Calls(LiveKitBackend liveKit, CallSessionOptions options)
                {
                    async Task RunAsync()
                    {
                        var [|session|] = await CallSession.JoinAsync(liveKit, "lobby", "greeter", "caller", options);
                        await session.StartAsync();
                    }
                }
                """)
            .WithFix<AwaitUsingCodeFix>("""
                class Calls(LiveKitBackend liveKit, CallSessionOptions options)
                {
                    async Task RunAsync()
                    {
                        await using var session = await CallSession.JoinAsync(liveKit, "lobby", "greeter", "caller", options);
                        await session.StartAsync();
                    }
                }
                """)
            .RunAsync();

    [Theory]
    [InlineData("new() { ChatClient = model }")]
    [InlineData("new CallSessionOptions { ChatClient = model, OwnsRoom = false }")]
    public Task Room_OfASessionThatDoesNotLeaveIt_IsReported(string sessionOptions)
        => new RuleTest<NotDisposedAnalyzer>()
            .WithSource($$"""
                class Calls(LiveKitBackend liveKit, Microsoft.Extensions.AI.IChatClient model)
                {
                    async Task RunAsync()
                    {
                        var [|room|] = await liveKit.JoinAsAgentAsync("lobby", "greeter");
                        await using var session = new CallSession(liveKit, room, "caller", {{sessionOptions}});
                        await session.StartAsync();
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Local_InAMethodThatIsNotAsync_IsReportedWithoutAFix()
        => new RuleTest<NotDisposedAnalyzer>()
            .WithSource("""
                class Calls
                {
                    Task<WarmTransferResult> RunAsync(ITransferAgent desk, ICallerLeg caller)
                    {
                        var [|task|] = new WarmTransferTask(desk);
                        return task.RunAsync(caller);
                    }
                }
                """)
            .WithoutFix<AwaitUsingCodeFix>()
            .RunAsync();

    [Theory]
    [InlineData("await using var room = await JoinAsync(); await using (room) { }")]
    [InlineData("await using (var room = await liveKit.JoinAsAgentAsync(\"a\", \"b\")) { }")]
    [InlineData("var room = await liveKit.JoinAsAgentAsync(\"a\", \"b\"); await room.DisposeAsync();")]
    [InlineData("var room = await liveKit.JoinAsAgentAsync(\"a\", \"b\"); await using (room) { }")]
    [InlineData("var room = await liveKit.JoinAsAgentAsync(\"a\", \"b\"); await using var mine = room;")]
    [InlineData("var room = await liveKit.JoinAsAgentAsync(\"a\", \"b\"); _room = room;")]
    [InlineData("var room = await liveKit.JoinAsAgentAsync(\"a\", \"b\"); Keep(room);")]
    [InlineData("var room = await liveKit.JoinAsAgentAsync(\"a\", \"b\"); await using var session = new CallSession(liveKit, room, \"caller\", options);")]
    [InlineData("var room = await liveKit.JoinAsAgentAsync(\"a\", \"b\"); await using var session = new CallSession(liveKit, room, \"caller\", new() { ChatClient = null!, OwnsRoom = true });")]
    [InlineData("var room = await liveKit.JoinAsAgentAsync(\"a\", \"b\"); await using var session = new CallSession(liveKit, room, \"caller\", new() { ChatClient = null!, OwnsRoom = _room is null });")]
    [InlineData("var session = await CallSession.JoinAsync(liveKit, \"a\", \"b\", \"caller\", options); await session.DisposeAsync();")]
    [InlineData("var room = await liveKit.JoinAsAgentAsync(\"a\", \"b\"); Func<IRoom> later = () => room;")]
    [InlineData("var session = new CallSession(liveKit, _room!, \"caller\", options); await session.ReleaseAsync();")]
    [InlineData("var room = await JoinAsync();")]
    [InlineData("var room = _room!;")]
    public Task Locals_DisposedOrHandedOnOrAnothers_AreNotReported(string statements)
        => new RuleTest<NotDisposedAnalyzer>()
            .WithSource($$"""
                class Calls(LiveKitBackend liveKit, CallSessionOptions options)
                {
                    private IRoom? _room;

                    async Task RunAsync()
                    {
                        {{statements}}
                    }

                    async Task<IRoom> JoinAsync()
                    {
                        var room = await liveKit.JoinAsAgentAsync("a", "b");
                        return room;
                    }

                    void Keep(IRoom room) => _room = room;

                    object All => (liveKit, options);
                }
                """)
            .RunAsync();
}
