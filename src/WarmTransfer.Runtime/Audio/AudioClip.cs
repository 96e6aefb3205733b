namespace WarmTransfer;

/// <summary>A piece of mono sound in memory.</summary>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="Samples">The samples, nominally from -1 to 1.</param>
internal sealed record AudioClip(int SampleRate, float[] Samples);
