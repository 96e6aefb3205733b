using System.Net;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace WarmTransfer;

/// <summary>Sends a read again when the next attempt may succeed: three attempts in all, with growing pauses.</summary>
internal sealed class TwirpRetry
{
    private const int MaxAttempts = 3;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);

    private static readonly ResiliencePropertyKey<string> MethodKey = new("warmtransfer.method");

    private readonly Lock _lock = new();
    private readonly Random _jitter;
    private readonly ResiliencePipeline _pipeline;

    public TwirpRetry(TimeProvider time, ILogger logger)
    {
        // Seeded by the clock: different from process to process, the same from run to run under a virtual one.
        _jitter = new Random(unchecked((int)time.GetTimestamp()));
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = MaxAttempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                UseJitter = true,
                Randomizer = NextJitter,
                ShouldHandle = new PredicateBuilder().Handle<LiveKitException>(MayDoBetter),
                OnRetry = retry =>
                {
                    logger.SendingAgain(retry.Context.Properties.GetValue(MethodKey, ""), retry.AttemptNumber + 2, MaxAttempts, retry.RetryDelay.TotalMilliseconds);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    public async Task<T> RunAsync<T>(TwirpCall call, Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        // The context is kept across the pipeline's own awaits, so that under a virtual clock every attempt stays on its thread.
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, cancellationToken);
        context.Properties.Set(MethodKey, call.Name);
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (context, send) => await send(context.CancellationToken),
                context,
                send);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // LiveKit's own 503 means that nobody answered for the room or the participant, mostly because it is not
    // there; it took three seconds to say so. One without a Twirp body comes from something in between.
    private static bool MayDoBetter(LiveKitException exception) => exception.StatusCode switch
    {
        null => exception.Code == TwirpErrorCode.None,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => true,
        HttpStatusCode.InternalServerError => exception.Code == TwirpErrorCode.Internal,
        HttpStatusCode.ServiceUnavailable => exception.Code == TwirpErrorCode.None,
        _ => false,
    };

    private double NextJitter()
    {
        lock (_lock)
            return _jitter.NextDouble();
    }
}
