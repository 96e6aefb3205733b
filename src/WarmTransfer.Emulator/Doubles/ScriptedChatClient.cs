using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Emulator;

/// <summary>A chat client that answers by rules instead of a model: the first rule that fits what was said last decides, and the answer streams word by word.</summary>
/// <example>
/// <code>
/// var model = new ScriptedChatClient(time)
///     .When("billing desk", says: "I have a caller on hold. Can you take the call?")
///     .When("put them through", ScriptedReply.Calls("connect_to_caller"))
///     .When("which invoice", ScriptedReply.Calls("list_open_invoices", ("accountNumber", "4471209")), once: true);
/// </code>
/// </example>
/// <remarks>A request that no rule fits is answered with <see cref="Otherwise"/>. Members may be used from several threads.</remarks>
/// <param name="time">The clock of <see cref="ScriptedReply.Delay"/> and <see cref="ScriptedReply.WordDelay"/>. Default: the system's.</param>
public sealed partial class ScriptedChatClient(TimeProvider? time = null) : IChatClient
{
    private readonly Lock _lock = new();
    private readonly List<Rule> _rules = [];
    private readonly List<ScriptedRequest> _requests = [];
    private ScriptedReply _otherwise = new();

    /// <summary>Gets what was asked so far, in order, each with the reply it got.</summary>
    public IReadOnlyList<ScriptedRequest> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <summary>Says a line whenever what was said last contains <paramref name="heard"/>, in whatever case.</summary>
    /// <param name="heard">What to look for in <see cref="ScriptedRequest.LastText"/>.</param>
    /// <param name="says">The line.</param>
    /// <param name="once">Whether the rule is used up by its first use.</param>
    /// <returns>This client.</returns>
    public ScriptedChatClient When(string heard, string says, bool once = false) => When(heard, ScriptedReply.Says(says), once);

    /// <summary>Replies whenever what was said last contains <paramref name="heard"/>, in whatever case.</summary>
    /// <param name="heard">What to look for in <see cref="ScriptedRequest.LastText"/>.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="once">Whether the rule is used up by its first use.</param>
    /// <returns>This client.</returns>
    public ScriptedChatClient When(string heard, ScriptedReply reply, bool once = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(heard);
        return When(request => request.LastText.Contains(heard, StringComparison.OrdinalIgnoreCase), reply, once);
    }

    /// <summary>Replies whenever a request meets a condition.</summary>
    /// <param name="condition">The condition. It must not call this client.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="once">Whether the rule is used up by its first use.</param>
    /// <returns>This client.</returns>
    public ScriptedChatClient When(Func<ScriptedRequest, bool> condition, ScriptedReply reply, bool once = false)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(reply);
        lock (_lock)
            _rules.Add(new Rule(condition, reply, once));
        return this;
    }

    /// <summary>Sets the reply to what no rule fits. Default: nothing is said.</summary>
    /// <param name="reply">The reply.</param>
    /// <returns>This client.</returns>
    public ScriptedChatClient Otherwise(ScriptedReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        lock (_lock)
            _otherwise = reply;
        return this;
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var reply = Answer([.. messages], options);
        await WaitAsync(reply.Delay, cancellationToken);
        foreach (var word in Words().Matches(reply.Text).Select(match => match.Value))
        {
            await WaitAsync(reply.WordDelay, cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, word);
        }

        if (reply.Failure is { } failure)
            throw failure;
        // A model cannot call what it is not offered, such as in a reply that is to be made without tools.
        if (options?.Tools is { Count: > 0 } && reply.FunctionCalls is { Count: > 0 } calls)
            yield return new ChatResponseUpdate(ChatRole.Assistant, [.. calls.Select(NewCall)]);
    }

    object? IChatClient.GetService(Type serviceType, object? serviceKey) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    void IDisposable.Dispose()
    {
    }

    private ScriptedReply Answer(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        lock (_lock)
        {
            var request = new ScriptedRequest(messages, options);
            var index = _rules.FindIndex(rule => rule.Condition(request));
            var reply = index < 0 ? _otherwise : _rules[index].Reply;
            if (index >= 0 && _rules[index].Once)
                _rules.RemoveAt(index);
            _requests.Add(request with { Reply = reply });
            return reply;
        }
    }

    // Even without a delay a client answers later, not inside the call.
    private async Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, time ?? TimeProvider.System, cancellationToken);
        else
            await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
    }

    // An id of its own each time, as from a model.
    private static FunctionCallContent NewCall(ScriptedCall call) =>
        new($"call_{Guid.NewGuid():N}", call.Function, new Dictionary<string, object?>(call.Arguments, StringComparer.Ordinal));

    [GeneratedRegex(@"\s*\S+\s*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();

    private sealed record Rule(Func<ScriptedRequest, bool> Condition, ScriptedReply Reply, bool Once);
}
