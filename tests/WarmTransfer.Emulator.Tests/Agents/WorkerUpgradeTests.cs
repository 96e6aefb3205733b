using System.Net;
using System.Net.Http.Headers;
using WarmTransfer.Emulator.Tests.Conformance;

namespace WarmTransfer.Emulator.Tests.Agents;

/// <summary>Who may open a worker's socket, over a real one: refusals have a body, which WebSocket clients do not show.</summary>
public sealed class WorkerUpgradeTests
{
    private const string OtherSecret = "another-secret-of-at-least-32-bytes";

    [Fact]
    public async Task Worker02Auth_Upgrades_AreRefusedAsRecorded()
    {
        var recording = WorkerRecording.Load("worker-02-auth");
        var time = new VirtualTime(DateTimeOffset.FromUnixTimeMilliseconds(recording.Begin));
        await using var emulator = await LiveKitEmulator.StartAsync(new LiveKitEmulatorOptions { TimeProvider = time }, TestContext.Current.CancellationToken);

        var entries = recording.Entries;
        Assert.Equal(8, entries.Count);
        for (var i = 0; i < entries.Count; i += 2)
        {
            var secret = entries[i].Text("conn") == "wrong-secret" ? OtherSecret : emulator.ApiSecret;
            var token = RecordedToken.Sign(entries[i].Line.GetProperty("jwt_claims").GetRawText(), secret);
            using var response = await UpgradeAsync(emulator.Url, token);

            var refusal = entries[i + 1];
            Assert.Equal(refusal.Line.GetProperty("status").GetInt32(), (int)response.StatusCode);
            Assert.Equal(refusal.Line.GetProperty("headers").GetProperty("content-type").GetString(), response.Content.Headers.ContentType?.ToString());
            Assert.Equal(refusal.Text("body")!.Replace("<the presented token>", token, StringComparison.Ordinal), await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Upgrade_WithTheGrantAgent_Switches()
    {
        await using var emulator = await LiveKitEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var token = RecordedToken.Sign($$$"""{"iss":"{{{emulator.ApiKey}}}","video":{"agent":true}}""", emulator.ApiSecret);
        using var response = await UpgradeAsync(emulator.Url, token);
        Assert.Equal(HttpStatusCode.SwitchingProtocols, response.StatusCode);
    }

    [Fact]
    public async Task Request_WithoutUpgrade_IsNotFound()
    {
        await using var emulator = await LiveKitEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = emulator.Url };
        using var response = await http.GetAsync(new Uri("/agent", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task<HttpResponseMessage> UpgradeAsync(Uri url, string token)
    {
        using var http = new HttpClient { BaseAddress = url };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/agent?protocol=1");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new ProductHeaderValue("websocket"));
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }
}
