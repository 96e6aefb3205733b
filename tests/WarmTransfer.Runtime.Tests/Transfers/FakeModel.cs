using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>A chat client that answers by rules: the first one whose words are in the last thing said decides.</summary>
internal sealed class FakeModel : IChatClient
{
    private readonly List<(string Heard, string Says, FunctionCallContent[] Calls)> _rules = [];

    /// <summary>Gets what the model was asked, in order.</summary>
    public List<(IReadOnlyList<ChatMessage> Messages, IReadOnlyList<string> Tools)> Requests { get; } = [];

    public FakeModel On(string heard, string says = "", params string[] calls)
    {
        _rules.Add((heard, says, [.. calls.Select(Call)]));
        return this;
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var conversation = messages.ToList();
        Requests.Add((conversation, [.. (options?.Tools ?? []).Select(tool => tool.Name)]));
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        var last = conversation[^1];
        var heard = last.Role == ChatRole.Tool ? "result: " + last.Contents.OfType<FunctionResultContent>().Last().Result : last.Text;
        var (_, says, calls) = _rules.FirstOrDefault(rule => heard.Contains(rule.Heard, StringComparison.OrdinalIgnoreCase), ("", "", []));
        if (says?.Length > 0)
            yield return new ChatResponseUpdate(ChatRole.Assistant, says);
        if (options?.Tools is { Count: > 0 } && calls?.Length > 0)
            yield return new ChatResponseUpdate(ChatRole.Assistant, [.. calls]);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    // "decline_transfer reason=in a meeting"
    private static FunctionCallContent Call(string call)
    {
        var parts = call.Split(' ', 2);
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (parts.Length == 2)
            arguments[parts[1].Split('=')[0]] = parts[1].Split('=')[1];
        return new FunctionCallContent(Guid.NewGuid().ToString("N"), parts[0], arguments);
    }
}
