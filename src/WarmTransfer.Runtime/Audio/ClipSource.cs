namespace WarmTransfer;

/// <summary>A clip played round and round.</summary>
internal sealed class ClipSource(AudioClip clip) : HoldSource
{
    private readonly LoopingResampler _samples = new(clip);

    public override string Name => "clip";

    public override ValueTask ReadAsync(Memory<short> frame, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _samples.Read(frame.Span);
        return ValueTask.CompletedTask;
    }
}
