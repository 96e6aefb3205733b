using Spectre.Console;
using SupportLine;
using WarmTransfer;
using WarmTransfer.Emulator;

SampleOptions options;
try
{
    options = SampleOptions.Parse(args);
}
catch (UsageException exception)
{
    Console.Error.WriteLine(exception.Message);
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
    if (options.Worker)
        return await SupportWorker.RunAsync(options);
    if (options.Call)
        return await DispatchedCall.RunAsync(options);
    if (options.LiveKit)
        return await LiveCall.RunAsync(options);

    // The whole call runs on one clock: twice as fast as people speak, or as fast as it goes. With a person or a model taking part, as fast as they are.
    var time = new VirtualTime();
    double? speed = options.Fast ? null : options.Interactive || options.OpenAI ? 1 : 2;
    var timeline = new Timeline(AnsiConsole.Console, time, plain: Console.IsOutputRedirected);
    var outcome = time.Run(
        () => new SupportCall(options, time, timeline).RunAsync(),
        new VirtualTimeRunOptions { Speed = speed });

    timeline.Summary(outcome);
    Console.WriteLine($"outcome: {outcome.Text}");
    return options.Interactive || outcome.Result.GetType() == options.Scenario.Outcome ? 0 : 1;
}
catch (Exception exception) when (exception is InvalidDataException or IOException or InvalidOperationException or LiveKitException or DllNotFoundException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
