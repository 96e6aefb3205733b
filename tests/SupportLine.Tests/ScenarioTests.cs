using Spectre.Console;
using WarmTransfer.Emulator;

namespace SupportLine.Tests;

public sealed class ScenarioTests
{
    public static TheoryData<string> Names => [.. Scenario.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_Scenario_EndsAsItsNameSaysWithNothingLeft(string name)
    {
        using var output = new StringWriter();
        var scenario = Scenario.Named(name);

        var outcome = Run(new SampleOptions { Scenario = scenario, Fast = true }, output);

        Assert.IsType(scenario.Outcome, outcome.Result);
        Assert.Contains("on hold, the music plays", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Connected_ShowsTheWholeStory()
    {
        using var output = new StringWriter();

        var outcome = Run(new SampleOptions { Fast = true }, output);

        string[] story =
        [
            "caller: Hi, this is Maria Lopez",
            "on hold, the music plays",
            "dialling +15105550123 into support-7319-human-agent",
            "ringing",
            "human: Billing desk, Dana speaking.",
            "Can you take the call?",
            "list_open_invoices(4471209) found 2",
            "412.75 euros",
            "human: I see. Yes, put her through.",
            "the human joins, the music ends",
            "human: Hello Maria",
            "goodbye",
        ];
        var text = output.ToString();
        var places = story.Select(line => text.IndexOf(line, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Equal("Connected human-agent-sip", outcome.Text);
    }

    [Fact]
    public void Run_Twice_PrintsTheSame()
    {
        using var first = new StringWriter();
        using var second = new StringWriter();

        Run(new SampleOptions { Fast = true }, first);
        Run(new SampleOptions { Fast = true }, second);

        Assert.Equal(first.ToString(), second.ToString());
    }

    private static Outcome Run(SampleOptions options, StringWriter output)
    {
        var time = new VirtualTime();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        var timeline = new Timeline(console, time, plain: true);
        var outcome = time.Run(() => new SupportCall(options, time, timeline).RunAsync());
        timeline.Summary(outcome);
        return outcome;
    }
}
