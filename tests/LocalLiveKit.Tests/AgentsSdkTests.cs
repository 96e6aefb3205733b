using System.Text.Json;

namespace LocalLiveKit.Tests;

/// <summary>LiveKit's agents framework for Node, pointed at LocalLiveKit.</summary>
public sealed class AgentsSdkTests(NodeClients clients)
{
    [Fact]
    public async Task Worker_Registers_IsDispatchedAJobAndGetsItsToken()
    {
        await using var server = await LocalServer.StartAsync();
        await using var worker = clients.Start(server.Url, "worker.mjs", "support-line", "dispatched");

        var registered = JsonElement.Parse(await worker.LineAsync(line => line.Contains("registered", StringComparison.Ordinal)));
        var job = JsonElement.Parse(await worker.LineAsync(line => line.Contains("token", StringComparison.Ordinal)));

        Assert.StartsWith("AW_", registered.GetProperty("registered").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ("support-line", "about the invoice", "dispatched"),
            (job.GetProperty("agentName").GetString(), job.GetProperty("metadata").GetString(), job.GetProperty("room").GetString()));

        // What the token lets it do, as the server reads it: join that room, as the agent the worker said it is.
        var token = job.GetProperty("token").GetString()!;
        Assert.Equal(System.Net.HttpStatusCode.OK, await server.ValidateAsync(token));
        var claims = await clients.RunAsync(server, "tokens.mjs", token);
        Assert.Equal(
            """{"attributes":{"desk":"7","lk.agent.name":"support-line"},"kind":"agent","metadata":"m","name":"Clerk","sub":"clerk-1"}""",
            Of(claims.GetProperty("claims"), "attributes", "kind", "metadata", "name", "sub"));
        Assert.Equal("""{"agent":true,"room":"dispatched","roomJoin":true}""", Of(claims.GetProperty("claims").GetProperty("video"), "agent", "room", "roomJoin"));
    }

    private static string Of(JsonElement json, params string[] names) =>
        "{" + string.Join(',', names.Select(name => $"\"{name}\":{json.GetProperty(name).GetRawText()}")) + "}";
}
