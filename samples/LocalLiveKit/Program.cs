using System.Runtime.InteropServices;
using LocalLiveKit;
using WarmTransfer;
using WarmTransfer.Emulator;

LocalOptions options;
PhoneBook phones;
try
{
    options = LocalOptions.Parse(args);
    phones = options.PhonesFile is { } file ? PhoneBook.Load(file) : new PhoneBook();
}
catch (Exception exception) when (exception is UsageException or InvalidDataException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}

if (options.Help)
{
    Console.WriteLine(LocalOptions.Usage);
    return 0;
}

var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var calls = new CallLog(Console.Out);
using var following = phones.OnCallPlaced(calls.Follow);
try
{
    await using var livekit = await LiveKitEmulator.StartAsync(new LiveKitEmulatorOptions
    {
        Port = options.Port,
        ApiKey = options.ApiKey,
        ApiSecret = options.ApiSecret,
        Edition = options.Edition,
        Phones = phones,
        Webhooks = options.Webhooks,
        Trunks = [new SipOutboundTrunk { TrunkId = options.TrunkId, Name = "Local", Address = "sip.local.test", Numbers = ["+15105550100"] }],
    });
    Console.WriteLine($"listening on {livekit.Url.GetLeftPart(UriPartial.Authority)}");
    await stopped.Task;
    return 0;
}
catch (ArgumentException exception)
{
    // A value the emulator cannot be set up with; what is after the message names a parameter of its own.
    Console.Error.WriteLine(exception.Message.Split(" (Parameter ")[0]);
    return 2;
}
catch (IOException exception)
{
    Console.Error.WriteLine($"{exception.Message} Choose another with --port, or 0 for a free one.");
    return 1;
}

void Stop(PosixSignalContext signal)
{
    // The process ends in its own time, once every call has been hung up.
    signal.Cancel = true;
    stopped.TrySetResult();
}
