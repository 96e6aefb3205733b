using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using WarmTransfer;
using WarmTransfer.Emulator;

// Outside of WarmTransfer, as an application is: inside it no name of another namespace could clash.
namespace Guide.Tests;

/// <summary>What docs/chat-clients.md shows is this code.</summary>
public sealed class ChatClientGuideTests
{
    [Fact]
    public async Task Agent_AsTheChatClient_AnswersAndLeavesToolsToTheSession()
    {
        var calls = 0;
        var model = new ScriptedChatClient().When("where", ScriptedReply.Calls("find_order")).When("on its way", says: "Your order is on its way.");
        await using var liveKit = new LiveKitEmulator();
        await using var caller = await EmulatedCaller.JoinAsync(liveKit, "call-1");
        var room = await liveKit.Backend.JoinAsAgentAsync("call-1", "ai");
        await using var session = Converse(liveKit.Backend, room, model, [AIFunctionFactory.Create(() =>
        {
            calls++;
            return "on its way";
        }, "find_order")]);
        await session.StartAsync();

        var reply = await session.GenerateReplyAsync(new() { Instructions = "Say where the order is." });

        Assert.Equal("Your order is on its way.", reply);
        Assert.Equal(1, calls);
        Assert.Contains(session.History, message => message.Contents.OfType<FunctionResultContent>().Any());
        Assert.Contains(model.Requests, request => request.Options?.Instructions?.Contains("support line of a shop", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Builder_WithMiddleware_AsksTheModelAndCallsNoTool()
    {
        var model = new ScriptedChatClient().When("where", ScriptedReply.Calls("find_order"));
        await using var services = AddModel(new ServiceCollection().AddLogging(), model).BuildServiceProvider();
        var client = services.GetRequiredService<IChatClient>();

        var response = await client.GetResponseAsync("where is it?", new() { Tools = [AIFunctionFactory.Create(NeverCalled, "find_order")] });

        Assert.Contains(response.Messages.SelectMany(message => message.Contents), content => content is FunctionCallContent);
        Assert.NotNull(client.GetService<OpenTelemetryChatClient>());
    }

    private static string NeverCalled() => throw new InvalidOperationException("The session calls tools, not its chat client.");

    [Theory]
    [InlineData("AddModel")]
    [InlineData("Converse")]
    public void Guide_Example_IsThisCode(string method)
    {
        var source = Lines(Repository.File("tests", "SupportLine.Tests", "ChatClientGuideTests.cs"));
        var begin = source.FindIndex(line => line.StartsWith("public static ", StringComparison.Ordinal) && line.Contains($" {method}(", StringComparison.Ordinal));
        var end = source.FindIndex(begin, line => line.StartsWith("return ", StringComparison.Ordinal));

        Assert.Contains(string.Join('\n', source[begin..(end + 1)]), string.Join('\n', Lines(Repository.File("docs", "chat-clients.md"))), StringComparison.Ordinal);

        static List<string> Lines(string path) => [.. File.ReadLines(path).Select(line => line.Trim())];
    }

    public static IServiceCollection AddModel(IServiceCollection services, IChatClient provider)
    {
        services.AddChatClient(provider).UseOpenTelemetry().UseLogging();
        return services;
    }

    public static CallSession Converse(LiveKitBackend liveKit, IRoom room, IChatClient model, IReadOnlyList<AITool> tools)
    {
        AIAgent agent = new ChatClientAgent(model, new ChatClientAgentOptions
        {
            Name = "support",
            ChatOptions = new() { Instructions = "You answer the support line of a shop." },
            // Without the agent's own function invocation: the session calls the tools.
            UseProvidedChatClientAsIs = true,
        });
#pragma warning disable MAAI001 // The conversion is marked as experimental.
        return new CallSession(liveKit, room, "caller", new() { ChatClient = agent.AsIChatClient(), Tools = tools });
#pragma warning restore MAAI001
    }
}
