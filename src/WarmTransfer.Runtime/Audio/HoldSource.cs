using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>Where the samples of hold audio come from, without end.</summary>
internal abstract class HoldSource : IAsyncDisposable
{
    /// <summary>Gets what to call it in a log.</summary>
    public abstract string Name { get; }

    /// <summary>Fills a whole frame.</summary>
    public abstract ValueTask ReadAsync(Memory<short> frame, CancellationToken cancellationToken);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Opens what is asked for or, when that fails, the built-in music: the warning says why.</summary>
    public static HoldSource Open(HoldAudio audio, TimeProvider time, ILogger logger)
    {
        switch (audio)
        {
            case HoldAudio.WavFile file:
                try
                {
                    return new ClipSource(WavReader.Read(file.Path));
                }
                catch (Exception exception) when (WavReader.IsOfTheFile(exception))
                {
                    logger.HoldAudioReplaced(file.Path, exception.Message);
                    return OpenBuiltIn();
                }

            case HoldAudio.SampleStream stream:
                return new StreamSource(stream.Open, time);
            default:
                return OpenBuiltIn();
        }
    }

    public static HoldSource OpenBuiltIn() => new ClipSource(HoldMusic.Clip);
}
