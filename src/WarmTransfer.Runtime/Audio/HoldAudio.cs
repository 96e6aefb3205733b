namespace WarmTransfer;

/// <summary>What a caller hears while on hold.</summary>
public abstract record HoldAudio;
