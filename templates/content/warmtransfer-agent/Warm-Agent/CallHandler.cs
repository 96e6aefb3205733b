using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using WarmTransfer;

namespace Warm_Agent;

/// <summary>Answers calls: an AI speaks with the caller and can transfer them to the support desk.</summary>
public sealed class CallHandler(LiveKitBackend liveKit, IChatClient model, SupportDesk desk, IServiceProvider services, TimeProvider time, ILoggerFactory logs)
{
    private const string Instructions = """
        You answer the support line of a shop. Be brief and friendly; you are heard, not read.
        Ask for the order number. When the caller wants a person, ask them to hold, then call transfer_to_human.
        """;

    /// <summary>Joins the caller's room and speaks with them.</summary>
    /// <param name="room">The room the caller is in.</param>
    /// <param name="callerIdentity">The caller's identity there.</param>
    /// <param name="transferred">What is told how a transfer ended.</param>
    /// <param name="cancellationToken">Gives up joining.</param>
    /// <returns>The conversation. Dispose it when the call is over.</returns>
    public async Task<CallSession> AnswerAsync(
        string room, string callerIdentity, Action<WarmTransferResult>? transferred = null, CancellationToken cancellationToken = default)
    {
        var session = await CallSession.JoinAsync(liveKit, room, "support-ai", callerIdentity, new CallSessionOptions
        {
            ChatClient = model,
            Instructions = Instructions,
            // Where the transfer finds appsettings.json and its other services.
            Services = services,
            TimeProvider = time,
            LoggerFactory = logs,
        }, cancellationToken);
        session.Tools = [desk.AsCallerTool(session, tool: new CallerToolOptions { Completed = transferred })];
        await session.StartAsync(cancellationToken);
        return session;
    }
}
