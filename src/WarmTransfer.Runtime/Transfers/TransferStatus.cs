using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>Where a transfer stands, as the application is told: the phase, and the record of the attempt with what the merge adds to it.</summary>
internal sealed class TransferStatus(string room, TransferAttempt record, IProgress<TransferProgress>? progress, TimeProvider time, ILogger logger)
{
    private TransferAttempt _record = record;
    private DateTimeOffset? _mergedAt;
    private string? _mergeError;

    public TransferPhase Phase { get; private set; }

    /// <summary>Gets how the two were joined, once they have been.</summary>
    public MergeStrategy? MergedBy { get; private set; }

    public void Enter(TransferPhase phase)
    {
        Phase = phase;
        logger.PhaseEntered(room, phase);
        Report();
    }

    /// <summary>Takes what an attempt reports.</summary>
    public void Update(TransferPhase phase, TransferAttempt record)
    {
        _record = record;
        if (phase == Phase)
            Report();
        else
            Enter(phase);
    }

    public void Merged(MergeStrategy by) => (MergedBy, _mergedAt) = (by, time.GetUtcNow());

    public void MergeFailed(Exception? error) => _mergeError = error?.Message;

    /// <summary>Completes the result of a transfer that has ended.</summary>
    /// <param name="result">The result.</param>
    /// <param name="attempt">The attempt, which is over.</param>
    /// <param name="resumedAt">When the caller came off hold; unset when the two were joined.</param>
    public WarmTransferResult Complete(WarmTransferResult result, Attempt attempt, DateTimeOffset? resumedAt = null)
    {
        _record = attempt.Record;
        return result with
        {
            Attempts = [WithMerge()],
            HoldTime = (resumedAt ?? _mergedAt!.Value) - _record.StartedAt,
            Transcript = attempt.Transcript,
        };
    }

    private TransferAttempt WithMerge() => _record with { MergedAt = _mergedAt, MergedBy = MergedBy, Error = _mergeError ?? _record.Error };

    private void Report()
    {
        using IDisposable? atWork = time.EnterApplication("the handler", nameof(WarmTransferOptions.Progress));
        try
        {
            progress?.Report(new TransferProgress(Phase, WithMerge()));
        }
        catch (Exception exception)
        {
            logger.HandlerFailed(nameof(WarmTransferOptions.Progress), exception);
        }
    }
}
