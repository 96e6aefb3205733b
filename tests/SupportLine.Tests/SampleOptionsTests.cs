namespace SupportLine.Tests;

public sealed class SampleOptionsTests
{
    [Fact]
    public void Parse_Nothing_IsTheConnectedScenario() => Assert.Equal("connected", SampleOptions.Parse([]).Scenario.Name);

    [Fact]
    public void Parse_ScenarioAndFast_AreTaken()
    {
        var options = SampleOptions.Parse(["--fast", "--scenario", "busy"]);

        Assert.Equal(("busy", true), (options.Scenario.Name, options.Fast));
    }

    [Theory]
    [InlineData("+15105550123")]
    [InlineData("sip:desk@example.com")]
    public void Parse_LiveKitWithAPhone_IsTaken(string phone)
    {
        var options = SampleOptions.Parse(["--livekit", "--call-to", phone]);

        Assert.Equal((true, phone), (options.LiveKit, options.CallTo));
    }

    [Fact]
    public void Parse_LiveKitCall_NeedsNoPhone() => Assert.True(SampleOptions.Parse(["--livekit", "--call"]).LiveKit);

    [Theory]
    [InlineData("Unknown option \"--quick\"", "--quick")]
    [InlineData("--scenario needs a value", "--scenario")]
    [InlineData("Unknown scenario \"lost\". There are: connected, declined", "--scenario", "lost")]
    [InlineData("--chat \"other\" is not known", "--chat", "other")]
    [InlineData("--fast and --interactive exclude each other", "--fast", "--interactive")]
    [InlineData("--fast and --chat openai exclude each other", "--chat", "openai", "--fast")]
    [InlineData("--worker and --call exclude each other", "--worker", "--call")]
    [InlineData("--worker and --call go with neither", "--call", "--fast")]
    [InlineData("--livekit needs the phone of the human who is called: --call-to", "--livekit")]
    [InlineData("--livekit needs the phone", "--livekit", "--worker")]
    [InlineData("--call-to needs --livekit", "--call-to", "+15105550123")]
    [InlineData("--call-to needs a value", "--livekit", "--call-to")]
    [InlineData("--call-to \"5105550123\" cannot be called: use --call-to with a number in E.164 form", "--livekit", "--call-to", "5105550123")]
    [InlineData("--call-to \"desk@example.com\" cannot be called", "--livekit", "--call-to", "desk@example.com")]
    [InlineData("--livekit goes with neither --scenario", "--livekit", "--call-to", "+15105550123", "--scenario", "connected")]
    [InlineData("--livekit goes with neither --scenario, --fast", "--livekit", "--call-to", "+15105550123", "--fast")]
    [InlineData("--call goes without --call-to", "--livekit", "--call", "--call-to", "+15105550123")]
    public void Parse_Mistake_SaysWhatIsWrong(string message, params string[] arguments)
    {
        var error = Assert.Throws<UsageException>(() => SampleOptions.Parse(arguments));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }
}
