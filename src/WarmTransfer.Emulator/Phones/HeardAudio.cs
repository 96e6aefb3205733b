namespace WarmTransfer.Emulator;

/// <summary>The sound a person in the emulator heard from one track in one room.</summary>
/// <param name="From">The identity of who published the track.</param>
/// <param name="TrackName">The track's name.</param>
/// <param name="Room">The room in which it was heard.</param>
/// <param name="Frames">Frames of 10 ms heard, silent ones too.</param>
/// <param name="AudibleFrames">Frames that were louder than -50 dBFS.</param>
/// <param name="LastRms">Loudness of the last frame: root mean square of its samples, 0 to 32767.</param>
/// <param name="LastHertz">Pitch of the last audible frame, from its zero crossings, in steps of 50 Hz: tells one emulated voice from another.</param>
/// <param name="FirstAt">When the first frame was heard.</param>
/// <param name="LastAt">When the last frame was heard.</param>
public sealed record HeardAudio(
    string From,
    string TrackName,
    string Room,
    long Frames,
    long AudibleFrames,
    double LastRms,
    int LastHertz,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt);
