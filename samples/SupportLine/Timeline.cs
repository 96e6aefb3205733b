using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SupportLine;

/// <summary>What happens in the two rooms, side by side, as it happens. Plain lines where the output is not a terminal.</summary>
internal sealed class Timeline(IAnsiConsole console, TimeProvider time, bool plain)
{
    private readonly long _start = time.GetTimestamp();

    public void Header()
    {
        if (plain)
            return;
        Row("[bold]time[/]", "[bold]caller room[/]", "[bold]consult room[/]");
        console.Write(new Rule().RuleStyle("grey"));
    }

    public void Caller(string who, string what) => Add("caller", who, what, left: true);

    public void Consult(string who, string what) => Add("consult", who, what, left: false);

    /// <summary>Prints a line as it is.</summary>
    public void Note(string text) => Line(text);

    /// <summary>Prints how the transfer went, with its timings.</summary>
    public void Summary(Outcome outcome)
    {
        var result = outcome.Result;
        Line("");
        Line($"result     {result.Describe()}");
        Line(string.Create(CultureInfo.InvariantCulture, $"hold       {result.HoldTime.TotalSeconds:0.0} s"));
        foreach (var attempt in result.Attempts)
        {
            Line($"call       {attempt.Target}, last state {attempt.CallStatus ?? "none"}" + (attempt.SipStatusCode is { } sip ? string.Create(CultureInfo.InvariantCulture, $", SIP {sip}") : ""));
            Step("dialled", attempt.DialledAt);
            Step("ringing", attempt.RingingAt);
            Step("answered", attempt.AnsweredAt);
            Step("decided", attempt.DecidedAt);
            Step("merged", attempt.MergedAt);

            void Step(string name, DateTimeOffset? at)
            {
                if (at is { } when)
                    Line(string.Create(CultureInfo.InvariantCulture, $"  {name,-8} after {(when - attempt.StartedAt).TotalSeconds:0.000} s"));
            }
        }

        if (outcome.CallEnd is { } end)
            Line(string.Create(CultureInfo.InvariantCulture, $"together   {end.Duration.TotalSeconds:0.0} s, ended by the {end.By.ToString().ToLowerInvariant()}"));
    }

    // As is: a line here is for a program or a log to read, and is never wrapped or read as markup.
    private void Line(string text) => console.Profile.Out.Writer.WriteLine(text);

    private void Add(string room, string who, string what, bool left)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(_start).TotalSeconds,6:0.0}s");
        if (plain)
        {
            Line($"{at}  {room,-7}  {who}: {what}");
            return;
        }

        var cell = $"[{Color(who)}]{Markup.Escape(who)}[/] {Markup.Escape(what)}";
        Row($"[grey]{at}[/]", left ? cell : "", left ? "" : cell);
    }

    private void Row(string at, string left, string right)
    {
        var width = Math.Max(20, (console.Profile.Width - 12) / 2);
        var grid = new Grid();
        grid.AddColumn(new GridColumn().Width(8).NoWrap());
        grid.AddColumn(new GridColumn().Width(width));
        grid.AddColumn(new GridColumn().Width(width));
        grid.AddRow(new IRenderable[] { new Markup(at), new Markup(left), new Markup(right) });
        console.Write(grid);
    }

    private static string Color(string who) => who switch
    {
        "caller" => "aqua",
        "AI" => "green",
        "human" => "yellow",
        _ => "grey",
    };
}
