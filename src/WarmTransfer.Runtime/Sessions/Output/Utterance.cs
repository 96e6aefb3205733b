using System.Text;
using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>One stretch of speech: written piece by piece, sent as a text stream while the switches are on, and put into the history as far as it was said.</summary>
internal sealed class Utterance : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly SpeechOutput _voice;
    private readonly IDisposable _floor;
    private readonly StringBuilder _said = new();
    private readonly Signal _closed = new();
    private readonly CancellationTokenSource _cut = new();
    private readonly CancellationTokenRegistration _registration;
    private ITextStreamWriter? _transcription;
    private bool _ended;
    private volatile bool _isCut;

    public Utterance(SpeechOutput voice, IDisposable floor, CancellationToken cancellationToken)
    {
        _voice = voice;
        _floor = floor;
        _registration = cancellationToken.Register(Cut);
    }

    /// <summary>Gets what is cancelled when the speech is cut short.</summary>
    public CancellationToken Token => _cut.Token;

    /// <summary>Gets whether the speech was cut short.</summary>
    public bool IsCut => _isCut;

    /// <summary>Waits until the speech has been closed towards the room.</summary>
    public Task WhenClosedAsync() => _closed.Task;

    public async Task WriteAsync(string text)
    {
        Token.ThrowIfCancellationRequested();
        if (text.Length == 0)
            return;

        SessionIO io = _voice.Switches.Current;
        if (!io.OutputTranscription)
        {
            await CloseTranscriptionAsync();
            if (io.OutputAudio)
                Say(text);
            return;
        }

        _transcription ??= await _voice.Room.OpenTextStreamAsync(NewSegment(), Token);
        Say(text);
        await _transcription.WriteAsync(text, Token);
    }

    /// <summary>Ends the speech in good order, and puts it, with the calls the model made in it, into the history.</summary>
    /// <param name="reasoning">Contents that the model wants back together with its calls.</param>
    /// <param name="calls">The calls; their results must follow.</param>
    /// <returns>False when it was cut short before: then the calls are not part of the history.</returns>
    public bool TryEnd(IReadOnlyList<AIContent> reasoning, IReadOnlyList<FunctionCallContent> calls)
    {
        lock (_lock)
        {
            if (_ended)
                return false;

            _ended = true;
            string said = _said.ToString();
            if (calls.Count > 0)
                _voice.History.AddCalls(new ChatMessage(ChatRole.Assistant, [.. reasoning, .. Text(said), .. calls]));
            else if (said.Length > 0)
                _voice.History.Add(new ChatMessage(ChatRole.Assistant, said));
        }

        return true;
    }

    public void Cut()
    {
        lock (_lock)
        {
            if (_ended)
                return;

            _ended = true;
            _isCut = true;
            if (_said.Length > 0)
                _voice.History.Add(Interrupted(_said.ToString()));
        }

        _cut.Cancel();
    }

    public string Said
    {
        get
        {
            lock (_lock)
                return _said.ToString();
        }
    }

    /// <summary>Closes the stream and lets the next one speak. Speech that was not ended has been cut short.</summary>
    public async ValueTask DisposeAsync()
    {
        Cut();
        _registration.Unregister();
        try
        {
            await CloseTranscriptionAsync();
        }
        catch (Exception exception)
        {
            // The words are out or the room is gone; either way there is nothing left to close.
            _voice.NotClosed(exception);
        }

        _voice.Ended(Said, IsCut);
        _floor.Dispose();
        _closed.TrySet();
    }

    private void Say(string text)
    {
        lock (_lock)
        {
            if (_ended)
                throw new OperationCanceledException(Token);

            _said.Append(text);
        }
    }

    private async Task CloseTranscriptionAsync()
    {
        if (_transcription is not { } transcription)
            return;

        _transcription = null;
        await transcription.DisposeAsync();
    }

    private static IEnumerable<AIContent> Text(string said) => said.Length == 0 ? [] : [new TextContent(said)];

    private static ChatMessage Interrupted(string said) => new(ChatRole.Assistant, said)
    {
        AdditionalProperties = new() { [CallSession.InterruptedProperty] = true },
    };

    private static TextStreamOptions NewSegment() => new()
    {
        Topic = TextTopics.Transcription,
        Attributes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["lk.transcription_final"] = "true",
            ["lk.segment_id"] = $"SG_{Guid.NewGuid():N}",
        },
    };
}
