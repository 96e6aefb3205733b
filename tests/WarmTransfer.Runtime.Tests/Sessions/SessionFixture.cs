using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests;

/// <summary>A session with a caller in a fake room, on a virtual clock.</summary>
internal sealed class SessionFixture
{
    private SessionFixture(VirtualTime time, SessionSetup setup)
    {
        Time = time;
        Room = new FakeRoom(time);
        Chat = new StepwiseModel(time);
        Logs = new LogRecorder();
        Session = new CallSession(
            // Sessions hand it on to transfers, and use nothing of it.
            new LiveKitBackend(null!, null!),
            Room,
            "caller",
            new CallSessionOptions
            {
                ChatClient = Chat,
                Instructions = setup.Instructions,
                Tools = setup.Tools,
                ChatOptions = setup.ChatOptions,
                Services = setup.Services,
                MaxToolRounds = setup.MaxToolRounds,
                ReplyToText = setup.ReplyToText,
                History = setup.History,
                OwnsRoom = setup.OwnsRoom,
                TimeProvider = time,
                LoggerFactory = Logs,
            });
        Session.Observe(Events.Add);
    }

    public VirtualTime Time { get; }

    public FakeRoom Room { get; }

    public StepwiseModel Chat { get; }

    public LogRecorder Logs { get; }

    public CallSession Session { get; }

    public List<CallSessionEvent> Events { get; } = [];

    /// <summary>Gets the history, one line a message: <c>user: …</c>, <c>assistant: … [calls a b]</c>, <c>tool: a=…</c>.</summary>
    public IReadOnlyList<string> History => [.. Session.History.Select(Shown)];

    public static void Run(Func<SessionFixture, Task> body) => Run(new SessionSetup(), body);

    public static void Run(SessionSetup setup, Func<SessionFixture, Task> body)
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            var fixture = new SessionFixture(time, setup);
            await fixture.Session.StartAsync();
            await body(fixture);
        });
    }

    public Task Wait(double milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), Time);

    public static string Shown(ChatMessage message)
    {
        var text = string.Join(' ', message.Contents.Select(content => content switch
        {
            TextContent words => words.Text,
            FunctionCallContent call => $"[{call.Name}]",
            FunctionResultContent result => $"{result.CallId[..result.CallId.IndexOf('-', StringComparison.Ordinal)]}={result.Result}",
            TextReasoningContent => "(thinks)",
            _ => content.GetType().Name,
        }));
        var interrupted = message.AdditionalProperties?.ContainsKey(CallSession.InterruptedProperty) ?? false;
        return $"{message.Role}: {text}{(interrupted ? " -" : "")}";
    }
}

internal sealed record SessionSetup
{
    public string Instructions { get; init; } = "";

    public IReadOnlyList<AITool> Tools { get; init; } = [];

    public ChatOptions? ChatOptions { get; init; }

    public IServiceProvider? Services { get; init; }

    public int MaxToolRounds { get; init; } = 10;

    public bool ReplyToText { get; init; } = true;

    public bool OwnsRoom { get; init; }

    public IReadOnlyList<ChatMessage>? History { get; init; }
}

/// <summary>A tool made of a delegate.</summary>
internal sealed class DelegateTool(string name, Func<AIFunctionArguments, CancellationToken, Task<object?>> body) : AIFunction
{
    public DelegateTool(string name, Func<Task<object?>> body)
        : this(name, (_, _) => body())
    {
    }

    public override string Name => name;

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        await body(arguments, cancellationToken);
}
