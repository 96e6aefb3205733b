using WarmTransfer.Emulator;

namespace LocalLiveKit.Tests;

public sealed class LocalOptionsTests
{
    [Fact]
    public void Parse_Nothing_IsACloudOnPort7880()
    {
        var options = LocalOptions.Parse([]);

        Assert.Equal((7880, "devkey", LiveKitEdition.Cloud, null, "ST_local"), (options.Port, options.ApiKey, options.Edition, options.PhonesFile, options.TrunkId));
        Assert.Empty(options.Webhooks);
    }

    [Fact]
    public void Parse_Everything_IsTaken()
    {
        var options = LocalOptions.Parse(["--port", "0", "--api-key", "k", "--api-secret", "s", "--edition", "open-source", "--phones", "p.json", "--trunk", "ST_x", "--webhook", "http://a/", "--webhook", "https://b/"]);

        Assert.Equal((0, "k", "s", LiveKitEdition.OpenSource, "p.json", "ST_x"), (options.Port, options.ApiKey, options.ApiSecret, options.Edition, options.PhonesFile, options.TrunkId));
        Assert.Equal(["http://a/", "https://b/"], options.Webhooks.Select(url => url.ToString()));
    }

    [Theory]
    [InlineData("--port is \"70000\"; expected a number from 0", "--port", "70000")]
    [InlineData("--port is \"-1\"; expected a number from 0", "--port", "-1")]
    [InlineData("--port needs a value", "--port")]
    [InlineData("--port needs a value", "--port", "--edition", "cloud")]
    [InlineData("--edition is \"self-hosted\"; expected cloud or open-source", "--edition", "self-hosted")]
    [InlineData("--webhook is \"/livekit\"; expected an absolute address", "--webhook", "/livekit")]
    [InlineData("Unknown option \"serve\"; expected one of --port", "serve")]
    public void Parse_Mistake_SaysWhatIsWrong(string message, params string[] arguments) =>
        Assert.StartsWith(message, Assert.Throws<UsageException>(() => LocalOptions.Parse(arguments)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("+15105550123", "…0123")]
    [InlineData("sip_+15105550123", "sip_…0123")]
    [InlineData("4711", "4711")]
    [InlineData("desk", "desk")]
    [InlineData("from 15105550123 to +4989123456", "from …0123 to …3456")]
    public void Mask_Numbers_LeavesTheirLastFourDigits(string text, string masked) => Assert.Equal(masked, MaskedNumber.In(text));
}
