using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Warm_Agent.Tests;

/// <summary>A model that answers by rules: the first whose words are in the last message decides.</summary>
internal sealed class ScriptedChatClient : IChatClient
{
    private readonly List<Rule> _rules = [];

    /// <summary>Answers with words.</summary>
    public ScriptedChatClient Says(string heard, string text) => Add(new Rule(heard, new TextContent(text)));

    /// <summary>Answers with a function call.</summary>
    public ScriptedChatClient Calls(string heard, string function, params (string Name, object? Value)[] arguments)
        => Add(new Rule(heard, new FunctionCallContent(Guid.NewGuid().ToString("N"), function, arguments.ToDictionary(argument => argument.Name, argument => argument.Value))));

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        => await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        var heard = string.Concat(messages.Last().Contents.Select(content => content is FunctionResultContent result ? result.Result?.ToString() : content.ToString()));
        if (_rules.Find(rule => heard.Contains(rule.Heard, StringComparison.OrdinalIgnoreCase)) is { } match)
            yield return new ChatResponseUpdate(ChatRole.Assistant, [match.Answer]);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private ScriptedChatClient Add(Rule rule)
    {
        _rules.Add(rule);
        return this;
    }

    private sealed record Rule(string Heard, AIContent Answer);
}
