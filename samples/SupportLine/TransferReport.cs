using WarmTransfer;

namespace SupportLine;

/// <summary>Puts the steps of a transfer on the timeline.</summary>
internal sealed class TransferReport(Timeline timeline) : IProgress<TransferProgress>
{
    private TransferPhase? _phase;
    private bool _rang;

    public void Report(TransferProgress value)
    {
        if (value.Attempt.RingingAt is not null && !_rang)
        {
            _rang = true;
            timeline.Consult("phone", "ringing");
        }

        if (value.Phase == _phase)
            return;

        _phase = value.Phase;
        switch (value.Phase)
        {
            case TransferPhase.Opening:
                _rang = false;
                timeline.Caller("hold", "on hold, the music plays");
                break;
            case TransferPhase.Dialling:
                timeline.Consult("phone", $"dialling {value.Attempt.Target} into {value.Attempt.RoomName}");
                break;
            case TransferPhase.Consulting:
                timeline.Consult("phone", "answered");
                break;
            case TransferPhase.Merging:
                timeline.Consult("transfer", "the human takes the call");
                break;
            case TransferPhase.Connected:
                timeline.Caller("transfer", value.Attempt.MergedBy is MergeStrategy.AudioBridge ? "the two rooms are bridged, the music ends" : "the human joins, the music ends");
                break;
            case TransferPhase.Resuming:
                timeline.Consult("transfer", "the consultation ends");
                break;
        }
    }
}
