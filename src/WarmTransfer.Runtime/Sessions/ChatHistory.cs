using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>The history of one conversation, well-formed at every moment: no snapshot has a call without its result.</summary>
/// <remarks>
/// Chat services refuse a history in which anything stands between a message with function calls and the message with
/// their results. So while calls run, other messages wait at the back, and snapshots leave the unanswered calls out.
/// </remarks>
internal sealed class ChatHistory
{
    private readonly Lock _lock = new();
    private readonly List<ChatMessage> _messages;
    private readonly List<ChatMessage> _waiting = [];
    private ChatMessage? _calling;

    public ChatHistory(IEnumerable<ChatMessage> history) => _messages = [.. history];

    public void Add(ChatMessage message)
    {
        lock (_lock)
            (_calling is null ? _messages : _waiting).Add(message);
    }

    /// <summary>Adds a message with function calls; until <see cref="AddResults"/> others wait behind it.</summary>
    public void AddCalls(ChatMessage message)
    {
        lock (_lock)
            _calling = message;
    }

    /// <summary>Adds the results of the calls added last: one for each.</summary>
    public void AddResults(ChatMessage results)
    {
        lock (_lock)
        {
            _messages.Add(_calling!);
            _messages.Add(results);
            _messages.AddRange(_waiting);
            _waiting.Clear();
            _calling = null;
        }
    }

    public List<ChatMessage> Snapshot()
    {
        lock (_lock)
        {
            var snapshot = new List<ChatMessage>(_messages);
            if (_calling is not null && SpokenPart(_calling) is { } spoken)
                snapshot.Add(spoken);

            snapshot.AddRange(_waiting);
            return snapshot;
        }
    }

    private static ChatMessage? SpokenPart(ChatMessage message)
    {
        string text = message.Text;
        return text.Length == 0 ? null : new ChatMessage(message.Role, text);
    }
}
