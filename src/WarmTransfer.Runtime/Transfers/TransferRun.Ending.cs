using System.Runtime.ExceptionServices;

namespace WarmTransfer;

/// <content>How a transfer ends: everything is undone and the caller comes off hold, or the call is handed over to the two.</content>
internal sealed partial class TransferRun
{
    private async Task<WarmTransferResult> FinishAsync(TransferEnd end)
    {
        _limits.StopAll();
        // The last words, or the caller, are to be heard without it.
        _greeting?.Cut();
        if (end.Result is WarmTransferResult.Connected connected)
            return await HandOverAsync(connected);

        EnterPhase(TransferPhase.Resuming);
        await SayLastWordsAsync(end.LastWords);
        _control.Close("The consultation is over. Say nothing more.");
        _work.Cancel();
        await _undo.UnwindAsync();
        var resumedAt = _time.GetUtcNow();
        await _work.SettleAsync();
        if (end.Error is { } error)
            ExceptionDispatchInfo.Throw(error);
        return Complete(end.Result!, heldUntil: resumedAt);
    }

    /// <summary>The AI steps back on both sides; what is still open belongs to the call from here on.</summary>
    private async Task<WarmTransferResult> HandOverAsync(WarmTransferResult.Connected connected)
    {
        // The music ends first. Where the AI introduces the two, it speaks before it is released; else it never gets its voice back.
        if (_settings.AfterMerge is AfterMerge.Introduce)
        {
            await _undo.RunAsync(_hold!);
            await _work.BoundedAsync("introduce the two", () => _caller.SayAsync(_settings.Introduction, _work.Token));
            await _work.BoundedAsync("release the caller's session", () => _caller.ReleaseAsync(CancellationToken.None));
        }
        else
        {
            await _work.BoundedAsync("release the caller's session", () => _caller.ReleaseAsync(CancellationToken.None));
            await _undo.RunAsync(_hold!);
        }

        // Released first: the tool's answer is then dropped, instead of being put to a model that nobody listens to.
        await _work.BoundedAsync("release the human's session", () => _consult!.Session.ReleaseAsync(CancellationToken.None));
        _control.Close("The caller and the human are connected. Say nothing more.");
        connected.Call.Bridge?.MuteOwnVoice();
        _hangUp!.Release();
        if (connected.Call.Bridge is null)
            await _undo.RunAsync(_closeConsult!);
        _work.Cancel();
        await _work.SettleAsync();

        _undo.Push("delete the caller's room", DeleteCallerRoomAsync);
        connected.Call.Watch();
        return Complete(connected, heldUntil: _attempt.MergedAt!.Value);
    }

    private async Task DeleteCallerRoomAsync(CancellationToken cancellationToken)
    {
        if (_caller.Room.IsConnected)
            await _caller.LiveKit.Server.EnsureRoomDeletedAsync(_caller.Room.Name, cancellationToken);
    }

    // A human who answered is never cut off without a word. After a move it is the caller's room they hear.
    private async Task SayLastWordsAsync(string words)
    {
        if (words.Length == 0 || _attempt.AnsweredAt is null)
            return;

        if (_attempt.MergedBy is MergeStrategy.MoveParticipant && _caller.Room.Contains(_attempt.HumanIdentity))
        {
            await _undo.RunAsync(_hold!);
            await _work.BoundedAsync("say the last words", () => _caller.SayAsync(words, CancellationToken.None));
        }
        else if (_consult is { HumanIsPresent: true } consult)
        {
            await _work.BoundedAsync("say the last words", () => SayToHuman(consult.Session));
        }

        async Task SayToHuman(CallSession session)
        {
            await session.InterruptAsync();
            await session.SayAsync(words, CancellationToken.None);
        }
    }

    private WarmTransferResult Complete(WarmTransferResult result, DateTimeOffset heldUntil) => result with
    {
        Attempts = [_attempt with { EndedAt = _time.GetUtcNow() }],
        HoldTime = heldUntil - _attempt.StartedAt,
        Transcript = _consult is null ? [] : [.. _consult.Session.History],
    };

    /// <summary>How the transfer ends: with a result, or with the error that is the application's to mend.</summary>
    private sealed record TransferEnd(WarmTransferResult? Result, string LastWords, Exception? Error = null);
}
