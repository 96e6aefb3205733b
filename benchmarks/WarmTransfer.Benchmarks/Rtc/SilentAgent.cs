using Microsoft.Extensions.AI;

namespace WarmTransfer.Benchmarks.Rtc;

/// <summary>A model that says nothing, and a desk without tools: what is measured is the call, not the conversation.</summary>
internal sealed class SilentAgent : ITransferAgent, IChatClient
{
    public TransferAgentDefinition Definition { get; } = new("Desk");

    public IReadOnlyList<AIFunction> CreateTools(TransferControl control) => [];

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        => Task.FromResult(new ChatResponse());

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        => AsyncEnumerable.Empty<ChatResponseUpdate>();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
