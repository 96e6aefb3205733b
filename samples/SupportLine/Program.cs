using Spectre.Console;
using SupportLine;
using WarmTransfer.Emulator;

SampleOptions options;
try
{
    options = SampleOptions.Parse(args);
}
catch (UsageException error)
{
    Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine();
    Console.Error.WriteLine(SampleOptions.Usage);
    return 2;
}

if (options.Help)
{
    Console.WriteLine(SampleOptions.Usage);
    return 0;
}

try
{
    // The whole call runs on one clock: at the pace of speech, or as fast as it goes.
    var time = new VirtualTime();
    var timeline = new Timeline(AnsiConsole.Console, time, plain: Console.IsOutputRedirected);
    var outcome = time.Run(
        () => new SupportCall(options, time, timeline).RunAsync(),
        new VirtualTimeRunOptions { Speed = options.Fast ? null : 1 });

    timeline.Summary(outcome);
    Console.WriteLine($"outcome: {outcome.Text}");
    return options.Interactive || outcome.Result.GetType() == options.Scenario.Outcome ? 0 : 1;
}
catch (Exception error) when (error is InvalidDataException or IOException or InvalidOperationException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
