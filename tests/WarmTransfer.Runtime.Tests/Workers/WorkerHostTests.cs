using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NSubstitute;
using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Workers;

/// <summary>Workers as hosts run them, over real sockets where it says so.</summary>
public sealed class WorkerHostTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ThreeHosts_OverWebSockets_ServeEachDispatchOnce()
    {
        const int Calls = 60;
        await using var emulator = await LiveKitEmulator.StartAsync(cancellationToken: Cancelled);
        var served = new ConcurrentBag<(int Host, string Dispatch)>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hosts = Enumerable.Range(0, 3).Select(host => Services(emulator, options => options.Entrypoint = (job, _) =>
        {
            served.Add((host, job.Info.DispatchId));
            if (served.Count == Calls)
                all.TrySetResult();
            return Task.CompletedTask;
        })).ToList();
        foreach (var host in hosts)
            await StartAsync(host);

        var dispatches = new List<string>();
        for (var call = 0; call < Calls; call++)
            dispatches.Add((await emulator.Backend.Server.CreateAgentDispatchAsync(new CreateAgentDispatchRequest { Room = $"call-{call}", AgentName = WorkerScene.Agent }, Cancelled)).Id);
        await all.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
        foreach (var host in hosts)
        {
            await StopAsync(host);
            await host.DisposeAsync();
        }

        Assert.Equal(dispatches.Order(StringComparer.Ordinal), served.Select(call => call.Dispatch).Order(StringComparer.Ordinal));
        Assert.Equal(3, served.Select(call => call.Host).Distinct().Count());
    }

    [Fact]
    public async Task WebSocket_RefusedForItsSecret_SaysSoWithoutTheToken()
    {
        await using var emulator = await LiveKitEmulator.StartAsync(cancellationToken: Cancelled);
        var connector = new WebSocketWorkerConnector(TimeProvider.System);
        var token = new LiveKitCredentials(emulator.Url.ToString(), emulator.ApiKey, "another-secret-of-at-least-32-bytes").Sign(new AccessToken { Video = new VideoGrant { Agent = true } });
        var error = await Assert.ThrowsAsync<LiveKitException>(() => connector.ConnectAsync(emulator.Url, token, Cancelled));
        Assert.Equal(TwirpErrorCode.Unauthenticated, error.Code);
        Assert.DoesNotContain(token, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WebSocket_WhereNobodyListens_SaysWhere()
    {
        var emulator = await LiveKitEmulator.StartAsync(cancellationToken: Cancelled);
        await emulator.DisposeAsync();
        var error = await Assert.ThrowsAsync<LiveKitException>(() => new WebSocketWorkerConnector(TimeProvider.System).ConnectAsync(emulator.Url, "token", Cancelled));
        Assert.Contains(emulator.Url.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EntrypointAsAClass_IsMadeForEachJob_WithItsOwnScope()
    {
        await using var emulator = await LiveKitEmulator.StartAsync(cancellationToken: Cancelled);
        var served = new ServedJobs();
        await using var services = new ServiceCollection()
            .AddSingleton(served).AddScoped<Notebook>().AddSingleton(emulator.Rooms)
            .AddLiveKit(options => SetTo(options, emulator))
            .AddLiveKitWorker<SupportJob>(options => (options.AgentName, options.DrainTimeout) = ("class", TimeSpan.Zero))
            .BuildServiceProvider();
        await StartAsync(services);
        foreach (var room in (string[])["a", "b"])
            Assert.IsType<DispatchResult.Joined>(await services.GetRequiredService<DispatchGuard>().DispatchAsync(room, "class", cancellationToken: Cancelled));
        await StopAsync(services);
        Assert.Equal(2, served.Notebooks.Distinct().Count());
    }

    [Fact]
    public void Options_Wrong_NamesEverythingWhenTheHostStarts()
    {
        using var services = new ServiceCollection().AddLiveKitWorker(options =>
        {
            options.MaxJobs = 0;
            options.LoadLimit = 1.5;
            options.DrainTimeout = TimeSpan.FromSeconds(-1);
            options.CancelTimeout = TimeSpan.Zero;
            options.ReportInterval = TimeSpan.Zero;
            options.Type = (JobType)9;
        }).BuildServiceProvider();
        var error = Assert.ThrowsAny<Exception>(() => services.GetRequiredService<IStartupValidator>().Validate());
        foreach (var name in (string[])["AgentName", "Entrypoint", "MaxJobs", "LoadLimit", "DrainTimeout", "CancelTimeout", "ReportInterval", "Type"])
            Assert.Contains(name, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoWorkers_InOneHost_HaveOptionsOfTheirOwn()
    {
        await using var emulator = new LiveKitEmulator();
        await using var services = new ServiceCollection()
            .AddSingleton(emulator.Rooms)
            .AddSingleton(emulator.Workers)
            .AddLiveKit(options => SetTo(options, emulator))
            .AddLiveKitWorker(options => (options.AgentName, options.Entrypoint) = ("first", (_, _) => Task.CompletedTask))
            .AddLiveKitWorker(options => (options.AgentName, options.Entrypoint) = ("second", (_, _) => Task.CompletedTask))
            .BuildServiceProvider();
        Assert.Equal(["first", "second"], services.GetServices<AgentWorker>().Select(worker => worker.AgentName));
        Assert.Equal(services.GetServices<AgentWorker>(), services.GetServices<IHostedService>().OfType<AgentWorker>());
    }

    [Fact]
    public void Session_OfAJob_TalksWithTheFirstHuman_AndEndsWithIt() => WorkerScene.Run(async scene =>
    {
        CallSession? session = null;
        await scene.StartAsync(async (job, cancellationToken) =>
        {
            session = await job.StartSessionAsync(new CallSessionOptions { ChatClient = Substitute.For<IChatClient>(), TimeProvider = job.TimeProvider }, cancellationToken: cancellationToken);
            await session.SayAsync("Hello.", cancellationToken);
            await job.WaitForDepartureAsync(session.ParticipantIdentity, cancellationToken);
        });
        await scene.DispatchAsync("room");
        await scene.WaitAsync(3);
        Assert.Null(session);

        var caller = await EmulatedCaller.JoinAsync(scene.Emulator, "room", "caller");
        await scene.WaitAsync(1);
        Assert.Equal("caller", session!.ParticipantIdentity);
        await caller.LeaveAsync();
        await scene.WaitAsync(1);
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.SayAsync("Anyone?"));
        Assert.Empty(await scene.IdentitiesAsync("room"));
    });

    private static ServiceProvider Services(LiveKitEmulator emulator, Action<LiveKitWorkerOptions> configure) => new ServiceCollection()
        .AddSingleton(emulator.Rooms)
        .AddLiveKit(options => SetTo(options, emulator))
        .AddLiveKitWorker(options =>
        {
            options.AgentName = WorkerScene.Agent;
            options.MeasureCpu = () => 0;
            options.MaxJobs = 100;
            configure(options);
        })
        .BuildServiceProvider();

    // As a host does, and until the server knows the worker.
    private static async Task StartAsync(ServiceProvider services)
    {
        foreach (var hosted in services.GetServices<IHostedService>())
            await hosted.StartAsync(Cancelled);
        while (services.GetRequiredService<AgentWorker>().State != WorkerState.Available)
            await Task.Yield();
    }

    private static async Task StopAsync(ServiceProvider services)
    {
        foreach (var hosted in services.GetServices<IHostedService>())
            await hosted.StopAsync(Cancelled);
    }

    private static void SetTo(LiveKitOptions options, LiveKitEmulator emulator) =>
        (options.Url, options.ApiKey, options.ApiSecret) = (emulator.Url.ToString(), emulator.ApiKey, emulator.ApiSecret);

    private sealed class ServedJobs
    {
        public ConcurrentBag<Notebook> Notebooks { get; } = [];
    }

    private sealed class Notebook;

    private sealed class SupportJob(ServedJobs served, Notebook notebook) : IJobEntrypoint
    {
        public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
        {
            served.Notebooks.Add(notebook);
            await Task.Delay(Timeout.InfiniteTimeSpan, job.TimeProvider, cancellationToken);
        }
    }
}
