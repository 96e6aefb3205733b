using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace WarmTransfer.Benchmarks.Emulator;

/// <summary>Kestrel, and nothing behind it: whatever is asked, the same bytes come back. What any server on it costs at least.</summary>
internal sealed class BareServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private ReadOnlyMemory<byte> _answer;

    private BareServer(WebApplication app) => _app = app;

    public int Port => new Uri(_app.Urls.Single()).Port;

    public static async Task<BareServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.AddServerHeader = false;
        });
        var app = builder.Build();
        var server = new BareServer(app);
        app.Run(async context =>
        {
            context.Response.ContentType = "application/protobuf";
            context.Response.ContentLength = server._answer.Length;
            await context.Response.Body.WriteAsync(server._answer, context.RequestAborted);
        });
        await app.StartAsync();
        return server;
    }

    /// <summary>Sets what it answers from now on.</summary>
    public void Answer(byte[] body) => _answer = body;

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
