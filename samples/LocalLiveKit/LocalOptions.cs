using System.Globalization;
using WarmTransfer.Emulator;

namespace LocalLiveKit;

/// <summary>The command line.</summary>
internal sealed record LocalOptions
{
    public const string Usage = """
        A LiveKit on this machine: its server API, agent workers and webhooks, with phones that are scripted.

        dotnet run --project samples/LocalLiveKit -- [options]

          --port N             the port on 127.0.0.1; 0 for a free one (default: 7880)
          --api-key KEY        the API key (default: devkey)
          --api-secret SECRET  the API secret, 32 bytes or more (default: the public one of WarmTransfer.Emulator)
          --edition NAME       cloud (default) or open-source, which cannot move participants
          --phones FILE        the phones that can be called; schema: src/WarmTransfer.Emulator/Schemas/phones.schema.json
          --trunk ID           id of the outbound trunk that is there from the start (default: ST_local)
          --webhook URL        where webhooks are posted; may be given again
          --help               this text
        """;

    private static readonly string[] Names = ["--port", "--api-key", "--api-secret", "--edition", "--phones", "--trunk", "--webhook", "--help"];

    public int Port { get; init; } = 7880;

    public string ApiKey { get; init; } = "devkey";

    public string ApiSecret { get; init; } = LiveKitEmulatorOptions.DevelopmentApiSecret;

    public LiveKitEdition Edition { get; init; } = LiveKitEdition.Cloud;

    public string? PhonesFile { get; init; }

    public string TrunkId { get; init; } = "ST_local";

    public IReadOnlyList<Uri> Webhooks { get; init; } = [];

    public bool Help { get; init; }

    /// <exception cref="UsageException">An argument is not known, or has a value that cannot be used.</exception>
    public static LocalOptions Parse(string[] arguments)
    {
        var options = new LocalOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--help" or "-h" => options with { Help = true },
                "--port" => options with { Port = ReadPort(Value(arguments, ref i)) },
                "--api-key" => options with { ApiKey = Value(arguments, ref i) },
                "--api-secret" => options with { ApiSecret = Value(arguments, ref i) },
                "--edition" => options with { Edition = ReadEdition(Value(arguments, ref i)) },
                "--phones" => options with { PhonesFile = Value(arguments, ref i) },
                "--trunk" => options with { TrunkId = Value(arguments, ref i) },
                "--webhook" => options with { Webhooks = [.. options.Webhooks, ReadUrl(Value(arguments, ref i))] },
                var unknown => throw new UsageException($"Unknown option \"{unknown}\"; expected one of {string.Join(", ", Names)}."),
            };
        }

        return options;
    }

    // An option in the place of a value is a value that was forgotten.
    private static string Value(string[] arguments, ref int index)
    {
        var name = arguments[index];
        return ++index < arguments.Length && arguments[index].Length > 0 && !Names.Contains(arguments[index])
            ? arguments[index]
            : throw new UsageException($"{name} needs a value.");
    }

    private static int ReadPort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? port
            : throw new UsageException($"--port is \"{text}\"; expected a number from 0 (any free port) to 65535.");

    private static LiveKitEdition ReadEdition(string text) => text switch
    {
        "cloud" => LiveKitEdition.Cloud,
        "open-source" => LiveKitEdition.OpenSource,
        _ => throw new UsageException($"--edition is \"{text}\"; expected cloud or open-source."),
    };

    private static Uri ReadUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new UsageException($"--webhook is \"{text}\"; expected an absolute address such as http://127.0.0.1:5000/livekit.");
}

/// <summary>The command line is wrong; the message says how.</summary>
internal sealed class UsageException(string message) : Exception(message);
