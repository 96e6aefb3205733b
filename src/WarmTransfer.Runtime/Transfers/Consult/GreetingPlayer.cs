namespace WarmTransfer;

/// <summary>Plays the recorded greeting to the human, until it ends or is cut short.</summary>
internal sealed class GreetingPlayer(AudioClip clip, TimeProvider time) : IDisposable
{
    private CancellationTokenSource _cut = new();
    private Task _playing = Task.CompletedTask;

    /// <summary>Gets whether it is to be heard. One that was cut short is not, though its track may take a moment to go.</summary>
    public bool IsPlaying => !_playing.IsCompleted && !_cut.IsCancellationRequested;

    /// <summary>Plays it from its beginning.</summary>
    /// <exception cref="OperationCanceledException">Cut short.</exception>
    /// <exception cref="InvalidOperationException">The room does not take the track.</exception>
    public Task PlayAsync(IRoom room)
    {
        _cut.Dispose();
        _cut = new CancellationTokenSource();
        return _playing = ClipPlayer.PlayAsync(room, "greeting", clip, time, _cut.Token);
    }

    /// <summary>Cuts it short, if it plays.</summary>
    public void Cut() => _cut.Cancel();

    public void Dispose() => _cut.Dispose();
}
