using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace WarmTransfer.Runtime.Tests.Transfers;

public sealed class TransferSettingsTests
{
    private readonly ICallerLeg _caller = Substitute.For<ICallerLeg>();
    private readonly Dictionary<string, string?> _environment = [];

    public TransferSettingsTests()
    {
        _caller.Room.Name.Returns("call-1");
        _caller.ChatClient.Returns(Substitute.For<IChatClient>());
        _caller.Services.Returns((IServiceProvider?)null);
    }

    [Fact]
    public void Resolve_OptionsSet_WinOverAttributeConfigurationAndEnvironment()
    {
        Configure(("SipTrunkId", "ST_configured"), ("CallTo", "+15550000003"));
        _environment[TransferSettingsResolver.TrunkVariable] = "ST_environment";

        var settings = Resolve(new WarmTransferOptions { SipTrunkId = "ST_options", CallTo = "+15550000001" }, new TransferAgentDefinition("Desk") { SipTrunkId = "ST_attribute", CallTo = "+15550000002" });

        Assert.Equal(("ST_options", "+15550000001"), (settings.SipTrunkId, settings.CallTo));
    }

    [Fact]
    public void Resolve_AttributeSet_WinsOverConfigurationAndEnvironment()
    {
        Configure(("SipTrunkId", "ST_configured"), ("CallTo", "+15550000003"));
        _environment[TransferSettingsResolver.TrunkVariable] = "ST_environment";

        var settings = Resolve(new WarmTransferOptions(), new TransferAgentDefinition("Desk") { SipTrunkId = "ST_attribute", CallTo = "+15550000002" });

        Assert.Equal(("ST_attribute", "+15550000002"), (settings.SipTrunkId, settings.CallTo));
    }

    [Fact]
    public void Resolve_ConfigurationSet_WinsOverEnvironment()
    {
        Configure(("SipTrunkId", "ST_configured"), ("CallTo", "+15550000003"), ("ConsultTimeout", "00:02:00"), ("RoomName", "desk"));
        _environment[TransferSettingsResolver.TrunkVariable] = "ST_environment";

        var settings = Resolve(new WarmTransferOptions(), new TransferAgentDefinition("Desk"));

        Assert.Equal(("ST_configured", "+15550000003", TimeSpan.FromMinutes(2), "desk"), (settings.SipTrunkId, settings.CallTo, settings.ConsultTimeout, settings.RoomName));
    }

    [Fact]
    public void Resolve_OnlyEnvironment_GivesTrunkAndNumber()
    {
        _environment[TransferSettingsResolver.TrunkVariable] = "ST_environment";
        _environment[TransferSettingsResolver.NumberVariable] = "+15550000009";

        var settings = Resolve(new WarmTransferOptions { CallTo = "sip:desk@example.com" });

        Assert.Equal(("ST_environment", "+15550000009", "desk", "call-1-human-agent"), (settings.SipTrunkId, settings.SipNumber, settings.DialString, settings.RoomName));
    }

    [Fact]
    public void Resolve_Connection_RulesOutTrunksOfLowerLevels()
    {
        _environment[TransferSettingsResolver.TrunkVariable] = "ST_environment";

        var settings = Resolve(new WarmTransferOptions { CallTo = "+15550000001", SipConnection = new SipConnection { Hostname = "sip.example.com" } });

        Assert.Null(settings.SipTrunkId);
        Assert.Equal("sip.example.com", settings.SipConnection?.Hostname);
    }

    [Fact]
    public void Resolve_NothingSet_NamesEveryPlaceForTheTrunkAndTheNumber()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Resolve(new WarmTransferOptions()));

        Assert.Equal(2, error.Failures.Count());
        var trunk = Assert.Single(error.Failures, failure => failure.Contains("trunk", StringComparison.Ordinal));
        Assert.Contains("WarmTransferOptions.SipTrunkId", trunk, StringComparison.Ordinal);
        Assert.Contains("WarmTransferOptions.SipConnection", trunk, StringComparison.Ordinal);
        Assert.Contains("LIVEKIT_SIP_OUTBOUND_TRUNK", trunk, StringComparison.Ordinal);
    }

    public static TheoryData<string, WarmTransferOptions> Mistakes => new()
    {
        { "Both WarmTransferOptions.SipTrunkId", Valid(o => o.SipConnection = new SipConnection { Hostname = "sip.example.com" }) },
        { "SipTrunkId \"billing\"", Valid(o => o.SipTrunkId = "billing") },
        { "CallTo \"510-555-0123\"", Valid(o => o.CallTo = "510-555-0123") },
        { "CallTo \"sip:@example.com\"", Valid(o => o.CallTo = "sip:@example.com") },
        { "CallTo \"+1510555012\n\"", Valid(o => o.CallTo = "+1510555012\n") },
        { "SipNumber \"5550100\"", Valid(o => o.SipNumber = "5550100") },
        { "Dtmf \"1,2\"", Valid(o => o.Dtmf = "1,2") },
        { "RoomName is empty", Valid(o => o.RoomName = " ") },
        { "RoomName \"call-1\" is the caller's own room", Valid(o => o.RoomName = "call-1") },
        { "RingingTimeout -00:00:01", Valid(o => o.RingingTimeout = TimeSpan.FromSeconds(-1)) },
        { "RingingTimeout 00:01:21", Valid(o => o.RingingTimeout = TimeSpan.FromSeconds(81)) },
        { "RingingTimeout 00:00:01.5", Valid(o => o.RingingTimeout = TimeSpan.FromSeconds(1.5)) },
        { "ConsultTimeout 00:00:00", Valid(o => o.ConsultTimeout = TimeSpan.Zero) },
        { "SilenceTimeout -00:00:01", Valid(o => o.SilenceTimeout = TimeSpan.FromSeconds(-1)) },
        { "MaxHoldTime 05:00:00", Valid(o => o.MaxHoldTime = TimeSpan.FromHours(5)) },
        { "MergeTimeout 00:06:00", Valid(o => o.MergeTimeout = TimeSpan.FromMinutes(6)) },
        { "MergeStrategy 7", Valid(o => o.MergeStrategy = (MergeStrategy)7) },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void Resolve_Mistake_IsNamedAlone(string problem, WarmTransferOptions options)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Resolve(options));

        Assert.StartsWith(problem, Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_SeveralMistakes_AreListedTogether()
    {
        Configure(("MaxHoldTime", "ten minutes"));

        var error = Assert.Throws<OptionsValidationException>(() => Resolve(Valid(o => (o.CallTo, o.Dtmf) = ("911", "x"))));

        Assert.Equal(3, error.Failures.Count());
        Assert.Contains(error.Failures, failure => failure.StartsWith("WarmTransfer:MaxHoldTime \"ten minutes\" is not a duration", StringComparison.Ordinal));
    }

    [Fact]
    public void Resolve_NoChatClient_IsNamed()
    {
        _caller.ChatClient.Returns((IChatClient?)null);

        var error = Assert.Throws<OptionsValidationException>(() => Resolve(Valid(_ => { })));

        Assert.StartsWith("No chat client", Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_DigitsUnset_AreOneAndTwo()
    {
        var settings = Resolve(Valid(_ => { }));

        Assert.Equal(('1', '2'), (settings.AcceptDigit, settings.DeclineDigit));
    }

    [Fact]
    public void Resolve_Digits_ComeFromOptionsThenAttributeThenConfiguration()
    {
        Configure(("AcceptDigit", "7"), ("DeclineDigit", "8"));
        var definition = new TransferAgentDefinition("Desk") { AcceptDigit = "5", DeclineDigit = "6" };

        Assert.Equal(('3', '6'), Digits(Resolve(Valid(o => o.AcceptDigit = "3"), definition)));
        Assert.Equal(('7', '8'), Digits(Resolve(Valid(_ => { }))));

        static (char?, char?) Digits(TransferSettings settings) => (settings.AcceptDigit, settings.DeclineDigit);
    }

    [Fact]
    public void Resolve_DigitEmpty_IsNoKey()
    {
        Configure(("DeclineDigit", ""));

        var settings = Resolve(Valid(o => o.AcceptDigit = ""));

        Assert.Equal((null, null), (settings.AcceptDigit, settings.DeclineDigit));
    }

    [Theory]
    [InlineData("12", "2", "AcceptDigit \"12\" is not one key")]
    [InlineData("1", "w", "DeclineDigit \"w\" is not one key")]
    [InlineData("a", "2", "AcceptDigit \"a\" is not one key")]
    [InlineData("4", "4", "AcceptDigit and DeclineDigit are both \"4\"")]
    [InlineData("2", null, "AcceptDigit and DeclineDigit are both \"2\"")]
    public void Resolve_DigitMistaken_IsNamed(string? accept, string? decline, string problem)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Resolve(Valid(o => (o.AcceptDigit, o.DeclineDigit) = (accept, decline))));

        Assert.StartsWith(problem, Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-file.wav", "Could not find file")]
    [InlineData("WarmTransfer.Runtime.dll", "Not a WAV file")]
    public void Resolve_GreetingAudioMistaken_SaysWhichFileAndWhy(string file, string reason)
    {
        var path = Path.Combine(AppContext.BaseDirectory, file);
        Configure(("GreetingAudio", path));

        var error = Assert.Throws<OptionsValidationException>(() => Resolve(Valid(_ => { })));

        Assert.StartsWith($"GreetingAudio \"{path}\" cannot be played: {reason}", Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    private static WarmTransferOptions Valid(Action<WarmTransferOptions> change)
    {
        var options = new WarmTransferOptions { CallTo = "+15105550123", SipTrunkId = "ST_billing" };
        change(options);
        return options;
    }

    private TransferSettings Resolve(WarmTransferOptions options, TransferAgentDefinition? definition = null) =>
        TransferSettingsResolver.Resolve(options, definition ?? new TransferAgentDefinition("Desk"), _caller, name => _environment.GetValueOrDefault(name));

    private void Configure(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.ToDictionary(value => "WarmTransfer:" + value.Key, value => (string?)value.Value))
            .Build();
        var services = Substitute.For<IServiceProvider>();
        services.GetService(typeof(IConfiguration)).Returns(configuration);
        _caller.Services.Returns(services);
    }
}
