namespace WarmTransfer;

/// <summary>What the AI says to the human unasked: the greeting, a word after a silence, the last words.</summary>
/// <param name="consult">The room the two are in.</param>
/// <param name="settings">What is said, and after how long.</param>
/// <param name="limits">The attempt's limits; the one on silence is kept here.</param>
/// <param name="work">What the attempt waits for at its end.</param>
/// <param name="time">The clock.</param>
/// <param name="spoke">Told when a recorded greeting has been played.</param>
internal sealed class ConsultTalk(ConsultRoom consult, TransferSettings settings, TransferLimits limits, SideWork work, TimeProvider time, Action spoke) : IDisposable
{
    private readonly GreetingPlayer? _greeting = settings.GreetingAudio is { } clip ? new GreetingPlayer(clip, time) : null;
    private bool _isOn;
    private bool _spokeUp;

    /// <summary>Begins when the call is answered.</summary>
    /// <param name="humanHasSpoken">Whether the human was first, by a key pressed in the moment of the answer; a recording would only be cut short.</param>
    public void Begin(bool humanHasSpoken)
    {
        _isOn = true;
        RestartSilence();
        if (settings.Greeting is { Length: > 0 } greeting)
            Speak(session => session.SayAsync(greeting, work.Token));
        if (!humanHasSpoken)
            PlayGreeting();
    }

    public void OnHumanSpoke()
    {
        _spokeUp = false;
        _greeting?.Cut();
        RestartSilence();
    }

    public void OnAgentSpoke() => RestartSilence();

    /// <summary>Breaks a silence in which both wait for the other to begin. The AI speaks without tools, since nobody has said anything to act on.</summary>
    /// <remarks>A recorded greeting is heard again with it: someone who was late in putting the phone to the ear has missed it.</remarks>
    /// <returns>False when it has spoken up before and nothing was said since.</returns>
    public bool TrySpeakUp()
    {
        if (_spokeUp)
            return false;

        _spokeUp = true;
        RestartSilence();
        Speak(session => session.GenerateReplyAsync(new ReplyOptions { Instructions = ConsultSpeech.SilencePrompt, UseTools = false }, work.Token));
        PlayGreeting();
        return true;
    }

    /// <summary>Ends the talk when the human has agreed: nobody needs a greeting any more that is played again while the model thought.</summary>
    /// <param name="interrupt">Whether to cut the AI short, too: a human who pressed a key may do so in the middle of its brief.</param>
    public void End(bool interrupt)
    {
        _isOn = false;
        _greeting?.Cut();
        if (interrupt)
            Speak(session => session.InterruptAsync());
    }

    /// <summary>Says goodbye. A human who answered is never cut off without a word.</summary>
    public async Task SayLastWordsAsync(string words)
    {
        if (words.Length > 0 && consult.HumanIsPresent)
            await work.BoundedAsync("say the last words", SayAsync);

        async Task SayAsync()
        {
            await consult.Session.InterruptAsync();
            await consult.Session.SayAsync(words, CancellationToken.None);
        }
    }

    public void Dispose() => _greeting?.Dispose();

    private void RestartSilence()
    {
        if (_isOn && _greeting is not { IsPlaying: true })
            limits.Start(TransferLimit.Silence, settings.SilenceTimeout);
    }

    private void PlayGreeting()
    {
        if (_greeting is null)
            return;

        // Nobody is silent while it plays.
        limits.Stop(TransferLimit.Silence);
        work.Add(ReportPlayed());

        async Task ReportPlayed()
        {
            await work.GuardAsync("play the greeting", () => _greeting.PlayAsync(consult.Room));
            spoke();
        }
    }

    private void Speak(Func<CallSession, Task> speak) => work.Add(work.GuardAsync("speak to the human", () => speak(consult.Session)));
}
