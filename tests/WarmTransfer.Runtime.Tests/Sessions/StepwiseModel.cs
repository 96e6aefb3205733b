using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Runtime.Tests;

/// <summary>A model that plays a script, one step for each request, and keeps the requests.</summary>
internal sealed class StepwiseModel(TimeProvider time) : IChatClient
{
    private readonly Queue<Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>>> _script = [];

    public List<(List<ChatMessage> Messages, ChatOptions? Options)> Requests { get; } = [];

    /// <summary>Says the pieces, each after a pause.</summary>
    public StepwiseModel Says(TimeSpan pause, params string[] pieces) =>
        Then(cancellationToken => Stream(pause, pieces.Select(piece => (AIContent)new TextContent(piece)), cancellationToken));

    public StepwiseModel Says(params string[] pieces) => Says(TimeSpan.Zero, pieces);

    /// <summary>Says <paramref name="text"/>, then calls tools.</summary>
    public StepwiseModel Calls(string text, params string[] tools) =>
        Then(cancellationToken => Stream(TimeSpan.Zero, [.. Words(text), .. tools.Select(Call)], cancellationToken));

    public StepwiseModel Fails(Exception exception, string first = "") => Then(_ => Failing(exception, first));

    /// <summary>Gives a piece, then neither answers nor listens to cancellation.</summary>
    public StepwiseModel Hangs(string first) => Then(_ => Hanging(first));

    public StepwiseModel Then(Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> step)
    {
        _script.Enqueue(step);
        return this;
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Requests.Add(([.. messages], options));
        Assert.True(_script.Count > 0, $"Request {Requests.Count} was not expected.");
        return _script.Dequeue()(cancellationToken);
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Sessions stream.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static IEnumerable<AIContent> Words(string text) => text.Length == 0 ? [] : [new TextContent(text)];

    private AIContent Call(string tool)
    {
        // "name{json}" with optional arguments; the call's id is its name and the request's number.
        var brace = tool.IndexOf('{', StringComparison.Ordinal);
        var name = brace < 0 ? tool : tool[..brace];
        var arguments = brace < 0 ? null : JsonSerializer.Deserialize<Dictionary<string, object?>>(tool[brace..]);
        return new FunctionCallContent($"{name}-{Requests.Count}", name, arguments);
    }

    private async IAsyncEnumerable<ChatResponseUpdate> Stream(
        TimeSpan pause, IEnumerable<AIContent> contents, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var content in contents)
        {
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, time, cancellationToken);
            else
                await Task.Yield();

            yield return new ChatResponseUpdate(ChatRole.Assistant, [content]);
        }
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Failing(Exception exception, string first)
    {
        await Task.Yield();
        if (first.Length > 0)
            yield return new ChatResponseUpdate(ChatRole.Assistant, first);

        throw exception;
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Hanging(string first)
    {
        await Task.Yield();
        yield return new ChatResponseUpdate(ChatRole.Assistant, first);
        await new TaskCompletionSource().Task;
    }
}
