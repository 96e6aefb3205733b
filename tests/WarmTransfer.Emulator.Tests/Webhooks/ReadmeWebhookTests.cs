using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WarmTransfer.Emulator.Tests.Webhooks;

/// <summary>The endpoint the README shows, in an application to which the emulator posts.</summary>
public sealed class ReadmeWebhookTests
{
    private static readonly LiveKitEmulatorOptions Defaults = new();

    [Fact]
    public async Task Endpoint_OfTheReadme_ReceivesWhatIsSigned()
    {
        var handled = new TaskCompletionSource<WebhookEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new WebhookReceiver(new LiveKitCredentials("http://127.0.0.1", Defaults.ApiKey, Defaults.ApiSecret)));
        await using var app = builder.Build();
        Map(app, (webhook, _) =>
        {
            handled.TrySetResult(webhook);
            return Task.CompletedTask;
        });
        await app.StartAsync();
        var url = new Uri(new Uri(app.Urls.Single()), "/livekit");
        await using var emulator = new LiveKitEmulator(new LiveKitEmulatorOptions { Webhooks = [url] });

        await emulator.Backend.Server.CreateRoomAsync(new CreateRoomRequest { Name = "room" });

        var started = Assert.IsType<WebhookEvent.RoomStarted>(await handled.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal("room", started.Room.Name);
        using var http = new HttpClient();
        using var forged = await http.PostAsync(url, new StringContent("{}", Encoding.UTF8));
        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
    }

    [Fact]
    public void Readme_Example_IsThisEndpoint()
    {
        var source = Lines(Repository.File("tests", "WarmTransfer.Emulator.Tests", "Webhooks", "ReadmeWebhookTests.cs"));
        var begin = source.IndexOf("app.MapPost(\"/livekit\", async (HttpRequest request, WebhookReceiver webhooks, CancellationToken ct) =>");
        var example = source[begin..(source.IndexOf("});", begin) + 1)];

        Assert.Equal(7, example.Count);
        Assert.Contains(string.Join('\n', example), string.Join('\n', Lines(Repository.File("README.md"))), StringComparison.Ordinal);
    }

    private static void Map(WebApplication app, Func<WebhookEvent, CancellationToken, Task> HandleAsync)
    {
        app.MapPost("/livekit", async (HttpRequest request, WebhookReceiver webhooks, CancellationToken ct) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, ct);
            var receipt = await webhooks.ReceiveAsync(body.ToArray(), request.Headers.Authorization, HandleAsync, ct);
            return Results.StatusCode(receipt.StatusCode);
        });
    }

    private static List<string> Lines(string path) => [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)];
}
