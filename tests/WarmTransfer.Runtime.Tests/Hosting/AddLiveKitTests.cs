using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests;

public sealed class AddLiveKitTests
{
    private static readonly Dictionary<string, string?> Section = new(StringComparer.Ordinal)
    {
        ["LiveKit:Url"] = "wss://section.test",
        ["LiveKit:ApiKey"] = "section-key",
        ["LiveKit:ApiSecret"] = "section-secret",
    };

    private static readonly Dictionary<string, string?> Variables = new(StringComparer.Ordinal)
    {
        ["LIVEKIT_URL"] = "wss://variable.test",
        ["LIVEKIT_API_KEY"] = "variable-key",
        ["LIVEKIT_API_SECRET"] = "variable-secret",
    };

    [Fact]
    public void Options_SetInCode_WinOverTheSectionAndThatOverTheEnvironment()
    {
        using var code = Build([.. Section, .. Variables], options => options.Url = "wss://code.test");
        using var section = Build([.. Section, .. Variables]);
        using var variables = Build([.. Variables]);

        Assert.Equal("wss://code.test/ (API key section-key)", code.GetRequiredService<LiveKitCredentials>().ToString());
        Assert.Equal("wss://section.test/ (API key section-key)", section.GetRequiredService<LiveKitCredentials>().ToString());
        Assert.Equal("wss://variable.test/ (API key variable-key)", variables.GetRequiredService<LiveKitCredentials>().ToString());
    }

    [Fact]
    public void Options_NoConfigurationAtAll_TakesWhatCodeSets()
    {
        using var services = new ServiceCollection().AddLiveKit(SetAll).BuildServiceProvider();

        Assert.Equal(new Uri("ws://localhost:7880"), services.GetRequiredService<ILiveKitServer>().Url);
    }

    [Fact]
    public void Options_Wrong_NamesEverythingWhenTheHostStarts()
    {
        using var services = Build([], options =>
        {
            options.Url = "localhost:7880";
            options.ApiKey = "key ";
            options.ApiSecret = "the-secret\n";
        });

        var exception = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("LiveKit:Url (or LIVEKIT_URL) is not a ws, wss, http or https address", exception.Message, StringComparison.Ordinal);
        Assert.Contains("LiveKit:ApiKey (or LIVEKIT_API_KEY) begins or ends with white space", exception.Message, StringComparison.Ordinal);
        Assert.Contains("LiveKit:ApiSecret (or LIVEKIT_API_SECRET) begins or ends with white space", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", exception.ToString(), StringComparison.Ordinal);
        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<ILiveKitServer>());
    }

    [Fact]
    public void Server_IsOneForAll()
    {
        using var services = Build([.. Section]);

        Assert.Same(services.GetRequiredService<ILiveKitServer>(), services.GetRequiredService<ILiveKitServer>());
        Assert.Equal(Timeout.InfiniteTimeSpan, services.GetRequiredService<IHttpClientFactory>().CreateClient(LiveKitServiceCollectionExtensions.HttpClientName).Timeout);
    }

    [Fact]
    public void WebhookReceiver_IsOneForAll()
    {
        using var services = Build([.. Section]);

        Assert.Same(services.GetRequiredService<WebhookReceiver>(), services.GetRequiredService<WebhookReceiver>());
    }

    [Fact]
    public void Registrations_OfTheApplication_AreKept()
    {
        var time = new VirtualTime();
        using var services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddLiveKit(SetAll).AddLiveKit().BuildServiceProvider();

        Assert.Same(time, services.GetRequiredService<TimeProvider>());
        Assert.Single(services.GetServices<ILiveKitServer>());
        Assert.Equal(
            time.GetUtcNow().ToUnixTimeSeconds(),
            (long)ReceivedRequest.ClaimsOf(services.GetRequiredService<ILiveKitServer>().SignToken(new AccessToken()))["nbf"]!);
    }

    [Fact]
    public async Task Backend_WithAConnector_HasBothSides()
    {
        await using var emulator = new LiveKitEmulator();
        using var services = new ServiceCollection().AddSingleton(emulator.Rooms).AddLiveKit(SetAll).BuildServiceProvider();

        var backend = services.GetRequiredService<LiveKitBackend>();

        Assert.Same(emulator.Rooms, backend.Rooms);
        Assert.Same(services.GetRequiredService<ILiveKitServer>(), backend.Server);
    }

    [Fact]
    public void Backend_WithoutAConnector_SaysWhatIsMissing()
    {
        using var services = new ServiceCollection().AddLiveKit(SetAll).BuildServiceProvider();

        var exception = Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<LiveKitBackend>());

        Assert.Contains(nameof(IRoomConnector), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_OverTheEmulatorsPort_DoesWhatItSays()
    {
        await using var emulator = await LiveKitEmulator.StartAsync();
        using var services = new ServiceCollection().AddLiveKit(options => SetTo(options, emulator)).BuildServiceProvider();
        var server = services.GetRequiredService<ILiveKitServer>();

        var created = await server.CreateRoomAsync(new CreateRoomRequest { Name = "a", Metadata = "m" });
        var listed = await server.ListRoomsAsync(["a"]);
        await server.DeleteRoomAsync("a");

        Assert.Equal("m", created.Metadata);
        Assert.Equal(created.Sid, Assert.Single(listed).Sid);
        Assert.Empty(await server.ListRoomsAsync(["a"]));
    }

    [Fact]
    public async Task Server_LoggingEverything_LogsNoTokenAndNoSecret()
    {
        using var log = new FakeLoggerProvider();
        string? token = null;
        using var network = new ScriptedServer(request =>
        {
            token = request.Token;
            return RecordedExchange.Load("auth-expired").ToResponse(request.Token);
        });
        var collection = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
            .AddLiveKit(SetAll);
        collection.AddHttpClient(LiveKitServiceCollectionExtensions.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => network);
        using var services = collection.BuildServiceProvider();

        await Assert.ThrowsAsync<LiveKitException>(() => services.GetRequiredService<ILiveKitServer>().DeleteRoomAsync("a"));

        Assert.Contains(log.Collector.GetSnapshot(), record => record.Message.Contains("Authorization", StringComparison.Ordinal));
        Assert.Contains(log.Collector.GetSnapshot(), record => record.Message.Contains("RoomService/DeleteRoom answered 401", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Collector.GetSnapshot(), record => $"{record.Message} {record.Exception}".Contains(token!.Split('.')[2], StringComparison.Ordinal));
        Assert.DoesNotContain(log.Collector.GetSnapshot(), record => $"{record.Message} {record.Exception}".Contains("code-secret", StringComparison.Ordinal));
    }

    private static void SetAll(LiveKitOptions options)
    {
        options.Url = "ws://localhost:7880";
        options.ApiKey = "code-key";
        options.ApiSecret = "code-secret";
    }

    private static void SetTo(LiveKitOptions options, LiveKitEmulator emulator)
    {
        options.Url = emulator.Url.ToString();
        options.ApiKey = emulator.ApiKey;
        options.ApiSecret = emulator.ApiSecret;
    }

    private static ServiceProvider Build(IEnumerable<KeyValuePair<string, string?>> configuration, Action<LiveKitOptions>? configure = null) =>
        new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build())
            .AddLiveKit(configure)
            .BuildServiceProvider();
}
