namespace SupportLine;

/// <summary>The command line.</summary>
internal sealed record SampleOptions
{
    public const string Usage = """
        SupportLine: a warm transfer from end to end, on the emulator.

          dotnet run --project samples/SupportLine -- [options]

          --scenario NAME   connected (default), declined, busy, no-answer, voicemail, rejected, unreachable,
                            caller-leaves, human-leaves, timeout, move-not-implemented
          --fast            as fast as it runs, instead of at twice the pace of speech
          --interactive     you are the human who is called: type what you say, /hangup to hang up
          --chat openai     an OpenAI-compatible model instead of the scripted stand-in
                            (OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL)
          --worker          serve calls that LiveKit dispatches, until Ctrl+C (LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET:
                            those of samples/LocalLiveKit)
          --call            call such a worker, as the caller of the script
          --verbose         the library's own log, too
          --help            this text
        """;

    public Scenario Scenario { get; init; } = Scenario.All[0];

    public bool Fast { get; init; }

    public bool Interactive { get; init; }

    public bool OpenAI { get; init; }

    public bool Verbose { get; init; }

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
                "--worker" => options with { Worker = true },
                "--call" => options with { Call = true },
                "--verbose" => options with { Verbose = true },
                "--help" or "-h" => options with { Help = true },
                "--chat" => options with { OpenAI = Chat(Value(arguments, ref i)) },
                "--scenario" => options with { Scenario = Scenario.Named(Value(arguments, ref i)) },
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
        return options;
    }

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
