using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WarmTransfer.Rtc.Tests;

public sealed class ServiceCollectionTests
{
    [Fact]
    public void AddLiveKitRtc_GivesABackendWithoutLoadingTheLibrary()
    {
        using var services = Services([]).BuildServiceProvider();

        Assert.IsType<RtcRoomConnector>(services.GetRequiredService<LiveKitBackend>().Rooms);
    }

    [Fact]
    public void AddLiveKitRtc_ReadsItsSection()
    {
        using var services = Services(new() { ["LiveKit:Rtc:ConnectTimeout"] = "00:00:05", ["LiveKit:Rtc:LibraryPath"] = "/opt/livekit" }).BuildServiceProvider();

        var options = services.GetRequiredService<IOptions<RtcOptions>>().Value;

        Assert.Equal((TimeSpan.FromSeconds(5), "/opt/livekit"), (options.ConnectTimeout, options.LibraryPath));
    }

    [Fact]
    public void AddLiveKitRtc_CodeWinsOverTheSection()
    {
        using var services = Services(new() { ["LiveKit:Rtc:ConnectTimeout"] = "00:00:05" }, options => options.ConnectTimeout = TimeSpan.FromSeconds(7)).BuildServiceProvider();

        Assert.Equal(TimeSpan.FromSeconds(7), services.GetRequiredService<IOptions<RtcOptions>>().Value.ConnectTimeout);
    }

    [Fact]
    public void AddLiveKitRtc_OutOfRange_IsNamed()
    {
        using var services = Services(new() { ["LiveKit:Rtc:ConnectTimeout"] = "00:00:00", ["LiveKit:Rtc:DisconnectTimeout"] = "01:00:00" }).BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IRoomConnector>());

        Assert.Contains("LiveKit:Rtc:ConnectTimeout", error.Message, StringComparison.Ordinal);
        Assert.Contains("LiveKit:Rtc:DisconnectTimeout", error.Message, StringComparison.Ordinal);
    }

    private static IServiceCollection Services(Dictionary<string, string?> settings, Action<RtcOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddLiveKit(options =>
        {
            options.Url = "wss://example.livekit.cloud";
            options.ApiKey = "APIkey";
            options.ApiSecret = "a-secret-long-enough-for-hs256-0123456789";
        });
        return services.AddLiveKitRtc(configure);
    }
}
