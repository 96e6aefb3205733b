using WarmTransfer.Emulator;

namespace SupportLine;

/// <summary>You, at the billing desk's phone: every line you type is said, <c>/hangup</c> hangs up, <c>/reject</c> rejects the call.</summary>
/// <remarks>Lines from a pipe come before the phone rings: they wait for it, and then each for something to be heard, as a person would.</remarks>
internal sealed class Supervisor
{
    private readonly Timeline _timeline;
    private readonly TimeProvider _time;
    private readonly Queue<string> _piped = new();
    private bool _inputEnded;

    public Supervisor(Timeline timeline, TimeProvider time)
    {
        _timeline = timeline;
        _time = time;
        Person.OnRang(_ => OnRang());
        Person.OnHeard(_ => OnHeard());
    }

    public LivePerson Person { get; } = new();

    /// <summary>Reads what is typed on a thread of its own; acts on it where the rest of the call runs.</summary>
    public void Start()
    {
        var context = SynchronizationContext.Current!;
        new Thread(() =>
        {
            while (Console.ReadLine() is { } line)
                context.Post(_ => OnTyped(line.Trim()), null);
            context.Post(_ => OnInputEnded(), null);
        })
        { IsBackground = true }.Start();
    }

    private void OnRang()
    {
        if (_piped.TryDequeue(out var line))
            OnTyped(line);
        else if (_inputEnded)
            Person.Reject();
        else
            _timeline.Consult("phone", "Your phone rings. Type anything to answer, /reject to reject.");
    }

    private void OnHeard()
    {
        if (Person.Call?.Status == PhoneCallStatus.Answered && _piped.TryDequeue(out var line))
            OnTyped(line);
    }

    private void OnTyped(string line)
    {
        switch (Person.Call?.Status)
        {
            case PhoneCallStatus.Dialing or PhoneCallStatus.Ringing when line == "/reject":
                Person.Reject();
                break;
            case PhoneCallStatus.Dialing or PhoneCallStatus.Ringing:
                _ = AnswerAsync(line);
                break;
            case PhoneCallStatus.Answered when line == "/hangup":
                Person.HangUp();
                break;
            case PhoneCallStatus.Answered when line.Length > 0:
                _ = Person.SayAsync(line);
                break;
            case null when Console.IsInputRedirected:
                _piped.Enqueue(line);
                break;
            case null:
                _timeline.Consult("phone", "Nobody is calling you. Wait until your phone rings.");
                break;
        }
    }

    private async Task AnswerAsync(string line)
    {
        Person.Answer();
        // The line is open a moment after the phone is picked up.
        while (Person.Call?.Status is PhoneCallStatus.Dialing or PhoneCallStatus.Ringing)
            await Task.Delay(TimeSpan.FromMilliseconds(10), _time);
        if (line.Length > 0 && Person.Call?.Status == PhoneCallStatus.Answered)
            await Person.SayAsync(line);
    }

    private void OnInputEnded()
    {
        _inputEnded = true;
        // A pipe ends before its lines are said; whoever has said theirs stays on the line.
        if (Console.IsInputRedirected)
            return;
        if (Person.Call?.Status == PhoneCallStatus.Answered)
            Person.HangUp();
        else if (Person.Call is not null)
            Person.Reject();
    }
}
