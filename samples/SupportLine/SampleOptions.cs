using WarmTransfer;

namespace SupportLine;

/// <summary>The command line.</summary>
internal sealed record SampleOptions
{
    public const string Usage = """
        SupportLine: a warm transfer from end to end, on the emulator or, with --livekit, on a real server.

          dotnet run --project samples/SupportLine -- [options]

          --scenario NAME   connected (default), declined, busy, no-answer, voicemail, rejected, unreachable,
                            caller-leaves, human-leaves, timeout, move-not-implemented
          --fast            as fast as it runs, instead of at twice the pace of speech
          --interactive     you are the human who is called: type what you say, /hangup to hang up
          --chat openai     an OpenAI-compatible model instead of the scripted stand-in
                            (OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL)
          --livekit         on a real LiveKit server, with a real phone: you join as the caller, in a browser
                            (LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET, LIVEKIT_SIP_OUTBOUND_TRUNK)
          --call-to WHOM    with --livekit, the phone of the human: +15105550123 or sip:desk@example.com
          --worker          serve calls that LiveKit dispatches, until Ctrl+C (LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET:
                            those of samples/LocalLiveKit or, with --livekit, of a real server)
          --call            call such a worker, as the caller of the script
          --verbose         the library's own log, too
          --help            this text

        The exit code with --livekit is 0 whatever the people decide, and 1, with the reason on stderr, when something
        fails: a server that cannot be reached, a setting that is wrong, a call that cannot be made or joined.
        """;

    private const string PhoneForms = "--call-to with a number in E.164 form, such as +15105550123 (plus sign, country code, digits only), or a SIP URI, such as sip:desk@example.com";

    public Scenario Scenario { get; init; } = Scenario.All[0];

    /// <summary>Gets whether the scenario was asked for.</summary>
    public bool ScenarioChosen { get; init; }

    public bool Fast { get; init; }

    public bool Interactive { get; init; }

    public bool OpenAI { get; init; }

    public bool Verbose { get; init; }

    /// <summary>Gets whether the server of the environment variables is a real one.</summary>
    public bool LiveKit { get; init; }

    /// <summary>Gets the human's phone, with <see cref="LiveKit"/>: an E.164 number or a SIP URI.</summary>
    public string? CallTo { get; init; }

    /// <summary>Gets whether to serve dispatched calls.</summary>
    public bool Worker { get; init; }

    /// <summary>Gets whether to call a worker.</summary>
    public bool Call { get; init; }

    public bool Help { get; init; }

    /// <exception cref="UsageException">An argument is not known, or does not go with another.</exception>
    public static SampleOptions Parse(string[] arguments)
    {
        var options = new SampleOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--fast" => options with { Fast = true },
                "--interactive" => options with { Interactive = true },
                "--livekit" => options with { LiveKit = true },
                "--call-to" => options with { CallTo = Phone(Value(arguments, ref i)) },
                "--worker" => options with { Worker = true },
                "--call" => options with { Call = true },
                "--verbose" => options with { Verbose = true },
                "--help" or "-h" => options with { Help = true },
                "--chat" => options with { OpenAI = Chat(Value(arguments, ref i)) },
                "--scenario" => options with { Scenario = Scenario.Named(Value(arguments, ref i)), ScenarioChosen = true },
                var unknown => throw new UsageException($"Unknown option \"{unknown}\"."),
            };
        }

        if (options.Worker && options.Call)
            throw new UsageException("--worker and --call exclude each other: run each in a terminal of its own.");
        if ((options.Worker || options.Call) && (options.Fast || options.Interactive))
            throw new UsageException("--worker and --call go with neither --fast nor --interactive: the call takes place at the server, in its time.");
        if (options.Fast && options.Interactive)
            throw new UsageException("--fast and --interactive exclude each other: nobody types that fast.");
        if (options.Fast && options.OpenAI)
            throw new UsageException("--fast and --chat openai exclude each other: a real model takes real time.");
        CheckLiveKit(options);
        return options;
    }

    private static void CheckLiveKit(SampleOptions options)
    {
        if (options.Help)
            return;
        if (!options.LiveKit && options.CallTo is not null)
            throw new UsageException("--call-to needs --livekit: the emulator's phones have their number.");
        if (options.LiveKit && (options.ScenarioChosen || options.Fast || options.Interactive))
            throw new UsageException("--livekit goes with neither --scenario, --fast nor --interactive: on a real server people decide how the call goes.");
        if (options.LiveKit && !options.Call && options.CallTo is null)
            throw new UsageException($"--livekit needs the phone of the human who is called: {PhoneForms}.");
        if (options.Call && options.CallTo is not null)
            throw new UsageException("--call goes without --call-to: the worker calls the human.");
    }

    private static string Phone(string callTo) => SipAddress.IsPhoneNumber(callTo) || SipAddress.IsSipUri(callTo)
        ? callTo
        : throw new UsageException($"--call-to \"{callTo}\" cannot be called: use {PhoneForms}.");

    private static string Value(string[] arguments, ref int index) =>
        ++index < arguments.Length ? arguments[index] : throw new UsageException($"{arguments[index - 1]} needs a value.");

    private static bool Chat(string name) => name switch
    {
        "openai" => true,
        "scripted" => false,
        _ => throw new UsageException($"--chat \"{name}\" is not known: use openai, or scripted (the default)."),
    };
}

/// <summary>The command line is wrong; the message says how.</summary>
internal sealed class UsageException(string message) : Exception(message);
