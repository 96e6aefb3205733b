using WarmTransfer;

namespace LocalLiveKit.Tests;

/// <summary>Three programs as a user runs them: LocalLiveKit, SupportLine as its worker, and SupportLine as the caller.</summary>
public sealed class DispatchedCallTests
{
    private const int Terminate = 15;

    // On the open-source edition, where the worker relays the sound of both sides: the longer way.
    [Fact]
    public async Task Caller_IsServedByTheWorker_AndConnectedToTheDesk()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        await using var server = await LocalServer.StartWithPhonesAsync("desk.json", "--edition", "open-source");
        await using var worker = SupportLine(server, "--worker");
        await worker.LineAsync(line => line.Contains("is registered", StringComparison.Ordinal));

        await using var caller = SupportLine(server, "--call");
        var (code, output) = await caller.EndAsync();

        Assert.True(code == 0, output + caller.Errors);
        Assert.EndsWith("outcome: connected", output, StringComparison.Ordinal);
        await worker.LineAsync(line => line.Contains("has ended", StringComparison.Ordinal));
        worker.Signal(Terminate);
        Assert.Equal(0, (await worker.EndAsync()).Code);
        Assert.Empty(await server.Client.ListRoomsAsync());
    }

    private static ChildProcess SupportLine(LocalServer server, string role) => ChildProcess.Start(
        "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "SupportLine.dll"), role],
        environment: new Dictionary<string, string?>
        {
            [LiveKitCredentials.UrlVariable] = server.Url.ToString(),
            [LiveKitCredentials.ApiKeyVariable] = LocalServer.ApiKey,
            [LiveKitCredentials.ApiSecretVariable] = LocalServer.ApiSecret,
        });
}
