using System.ClientModel;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using OpenAI;
using WarmTransfer.Emulator;

namespace WarmTransfer.Emulator.Tests.RealWork;

/// <summary>The official client against a server of its kind, under the virtual clock.</summary>
public sealed class OpenAIClientTests
{
    private static readonly TimeSpan ThinkingTime = TimeSpan.FromMilliseconds(40);

    [Fact]
    public async Task Transfer_WithTheOfficialClient_Connects()
    {
        await using var server = await StubServer.StartAsync(AnswerAsync);
        using var client = new OpenAIClient(new ApiKeyCredential("none"), new OpenAIClientOptions { Endpoint = new Uri(server.Url, "/v1") }).GetChatClient("test").AsIChatClient();

        TransferPlay.Run(_ => client, play => play.ConnectsAsync(new LookupDesk(() => Task.FromResult("412.75"))));
    }

    // The rules of TransferPlay's model, spoken in the protocol.
    private static async Task AnswerAsync(HttpContext context)
    {
        var request = (await JsonNode.ParseAsync(context.Request.Body))!;
        var last = request["messages"]!.AsArray()[^1]!.ToJsonString();
        context.Response.ContentType = "text/event-stream";
        await Task.Delay(ThinkingTime);
        if (last.Contains("Billing desk", StringComparison.Ordinal))
            await SayAsync(context, "I have a caller on hold. ", "Can you take the call?");
        else if (last.Contains("What do they owe", StringComparison.Ordinal))
            await CallAsync(context, "lookup", """{"accountNumber":"4471209"}""");
        else if (last.Contains("412.75", StringComparison.Ordinal))
            await SayAsync(context, "They owe ", "412.75 euros.");
        else if (last.Contains("Put them through", StringComparison.Ordinal))
            await CallAsync(context, "connect_to_caller", "{}");
        await context.Response.WriteAsync("data: [DONE]\n\n");
    }

    private static async Task SayAsync(HttpContext context, params string[] pieces)
    {
        foreach (var piece in pieces)
        {
            await WriteAsync(context, new JsonObject { ["role"] = "assistant", ["content"] = piece }, null);
            await Task.Delay(ThinkingTime);
        }

        await WriteAsync(context, [], "stop");
    }

    private static async Task CallAsync(HttpContext context, string name, string arguments)
    {
        var function = new JsonObject { ["name"] = name, ["arguments"] = arguments };
        var call = new JsonObject { ["index"] = 0, ["id"] = "call_" + name, ["type"] = "function", ["function"] = function };
        await WriteAsync(context, new JsonObject { ["role"] = "assistant", ["tool_calls"] = new JsonArray(call) }, null);
        await WriteAsync(context, [], "tool_calls");
    }

    private static Task WriteAsync(HttpContext context, JsonObject delta, string? finish)
    {
        var choice = new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finish };
        var chunk = new JsonObject { ["id"] = "1", ["object"] = "chat.completion.chunk", ["created"] = 1, ["model"] = "test", ["choices"] = new JsonArray(choice) };
        return context.Response.WriteAsync($"data: {chunk.ToJsonString()}\n\n");
    }
}
