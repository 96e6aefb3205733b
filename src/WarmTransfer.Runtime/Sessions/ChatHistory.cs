using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>The history of one conversation, well-formed at every moment: no snapshot has a call without its result.</summary>
/// <remarks>
/// Chat services refuse a history in which anything stands between a message with function calls and the message with
/// their results. So calls and results share one entry, and snapshots leave out the calls that have none yet.
/// </remarks>
internal sealed class ChatHistory
{
    private readonly Lock _lock = new();
    private readonly List<Entry> _entries;

    public ChatHistory(IEnumerable<ChatMessage> history) => _entries = [.. history.Select(message => new Entry(this, message))];

    public void Add(ChatMessage message)
    {
        lock (_lock)
            _entries.Add(new Entry(this, message));
    }

    /// <summary>Keeps a place for what is about to be said: what comes later stands behind it.</summary>
    public Entry Open()
    {
        var entry = new Entry(this, said: null);
        lock (_lock)
            _entries.Add(entry);

        return entry;
    }

    public List<ChatMessage> Snapshot()
    {
        lock (_lock)
            return [.. _entries.SelectMany(entry => entry.Messages)];
    }

    /// <summary>What is said in one go, and the calls made with it.</summary>
    public sealed class Entry(ChatHistory history, ChatMessage? said)
    {
        private ChatMessage? _said = said;
        private ChatMessage? _results;
        private bool _isCalling;

        /// <summary>Gets what a snapshot shows of it. Read with the history's lock held.</summary>
        internal IEnumerable<ChatMessage> Messages => (_said, _results, _isCalling) switch
        {
            (null, _, _) => [],
            ({ } message, { } results, _) => [message, results],
            ({ } message, null, true) => Spoken(message.Text),
            ({ } message, null, false) => [message],
        };

        /// <summary>Tells what was heard. Nothing leaves no trace.</summary>
        public void Say(string heard, bool interrupted)
        {
            if (heard.Length == 0)
                return;

            var message = new ChatMessage(ChatRole.Assistant, heard);
            if (interrupted)
                message.AdditionalProperties = new() { [CallSession.InterruptedProperty] = true };

            lock (history._lock)
                _said = message;
        }

        /// <summary>Adds calls that are being made; they are seen with their results.</summary>
        /// <param name="reasoning">Contents that the model wants back together with its calls.</param>
        /// <param name="calls">The calls; their results must follow.</param>
        public void Call(IReadOnlyList<AIContent> reasoning, IReadOnlyList<FunctionCallContent> calls)
        {
            lock (history._lock)
            {
                IEnumerable<AIContent> words = _said?.Contents ?? [];
                _said = new ChatMessage(ChatRole.Assistant, [.. reasoning, .. words, .. calls]);
                _isCalling = true;
            }
        }

        /// <summary>Adds the results of the calls: one for each.</summary>
        public void Answer(IReadOnlyList<AIContent> results)
        {
            lock (history._lock)
                _results = new ChatMessage(ChatRole.Tool, [.. results]);
        }

        private static IEnumerable<ChatMessage> Spoken(string text) => text.Length == 0 ? [] : [new ChatMessage(ChatRole.Assistant, text)];
    }
}
