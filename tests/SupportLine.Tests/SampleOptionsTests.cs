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
    [InlineData("Unknown option \"--quick\"", "--quick")]
    [InlineData("--scenario needs a value", "--scenario")]
    [InlineData("Unknown scenario \"lost\". There are: connected, declined", "--scenario", "lost")]
    [InlineData("--chat \"other\" is not known", "--chat", "other")]
    [InlineData("--fast and --interactive exclude each other", "--fast", "--interactive")]
    [InlineData("--fast and --chat openai exclude each other", "--chat", "openai", "--fast")]
    [InlineData("--worker and --call exclude each other", "--worker", "--call")]
    [InlineData("--worker and --call go with neither", "--call", "--fast")]
    public void Parse_Mistake_SaysWhatIsWrong(string message, params string[] arguments)
    {
        var error = Assert.Throws<UsageException>(() => SampleOptions.Parse(arguments));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }
}
