using Microsoft.Extensions.Logging;
using Spectre.Console;
using WarmTransfer;

namespace SupportLine;

/// <summary>The support line as a worker: it is dispatched calls, and serves as many as come until it is stopped.</summary>
internal sealed class SupportWorker(SampleOptions options, string trunk, ILoggerFactory logs)
{
    public static async Task<int> RunAsync(SampleOptions options)
    {
        using var logs = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(options.Verbose ? LogLevel.Debug : LogLevel.Information));
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = new StopSignal();
        using var stopping = stop.Token.Register(stopped.SetResult);
        using var server = EnvironmentServer.Connect(options, logs);
        await using var worker = new AgentWorker(
            server.LiveKit,
            new WebSocketWorkerConnector(),
            new LiveKitWorkerOptions { AgentName = EnvironmentServer.AgentName, Entrypoint = new SupportWorker(options, server.Trunk, logs).ServeAsync },
            logger: logs.CreateLogger<AgentWorker>());
        await worker.StartAsync(CancellationToken.None);
        await stopped.Task;
        // Calls that go on are left their time.
        await worker.StopAsync(CancellationToken.None);
        return 0;
    }

    private async Task ServeAsync(JobContext job, CancellationToken cancellationToken)
    {
        var timeline = new Timeline(AnsiConsole.Console, job.TimeProvider, plain: true);
        using var model = Models.Create(options, job.TimeProvider, logs);
        var transferred = new TaskCompletionSource<WarmTransferResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var session = await job.StartSessionAsync(
            new CallSessionOptions { ChatClient = model, Instructions = SupportCall.Instructions, TimeProvider = job.TimeProvider, LoggerFactory = logs },
            cancellationToken: cancellationToken);
        using var observation = session.Observe(happened =>
        {
            if (happened is CallSessionEvent.AgentSpoke { Text: var text })
                timeline.Caller("AI", text.Trim());
        });
        session.Tools = [SupportTransfer.Create(session, options, trunk, timeline, result => transferred.TrySetResult(result))];

        // Said first, so that the caller knows that somebody listens: in the room is not yet in conversation.
        await session.SayAsync("Brightwater Utilities, how can I help you?", cancellationToken);
        var left = job.WaitForDepartureAsync(session.ParticipantIdentity, cancellationToken);
        await Task.WhenAny(left, ResultAsync(transferred));
        if (transferred.Task.IsCompletedSuccessfully)
        {
            var result = await transferred.Task;
            timeline.Caller("transfer", result.Describe());
            if (result is WarmTransferResult.Connected { Call: var call })
            {
                await call.Completion;
                return;
            }
        }

        await left;
    }

    private static async Task<WarmTransferResult> ResultAsync(TaskCompletionSource<WarmTransferResult> transferred) => await transferred.Task;
}
