using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>What a transfer needs of the caller's side. <see cref="CallSession"/> is one; an application with a caller-side AI of its own implements just this.</summary>
public interface ICallerLeg
{
    /// <summary>Gets the LiveKit the caller is on.</summary>
    LiveKitBackend LiveKit { get; }

    /// <summary>Gets the AI's connection to the caller's room. The caller is watched, and heard by the audio bridge, through it.</summary>
    IRoom Room { get; }

    /// <summary>Gets the caller's identity in that room.</summary>
    string CallerIdentity { get; }

    /// <summary>Gets the conversation with the caller so far.</summary>
    IReadOnlyList<ChatMessage> History { get; }

    /// <summary>Gets the chat client that also speaks with the human, unless the transfer's options name another.</summary>
    IChatClient? ChatClient { get; }

    /// <summary>Gets the application's services, where the transfer's configuration and tools' dependencies come from.</summary>
    IServiceProvider? Services { get; }

    /// <summary>Gets the clock.</summary>
    TimeProvider TimeProvider { get; }

    /// <summary>Gets where logs go.</summary>
    ILoggerFactory LoggerFactory { get; }

    /// <summary>Puts the caller on hold: the AI neither hears nor answers, and the music plays.</summary>
    /// <param name="audio">What to play.</param>
    /// <param name="cancellationToken">Gives up; the caller is not on hold then.</param>
    /// <returns>The hold, to announce something meanwhile and to hear keys. Dispose it to resume.</returns>
    Task<ICallerHold> HoldAsync(HoldAudio audio, CancellationToken cancellationToken = default);

    /// <summary>Says something to the caller, word for word.</summary>
    /// <param name="text">What to say.</param>
    /// <param name="cancellationToken">Stops speaking.</param>
    Task SayAsync(string text, CancellationToken cancellationToken = default);

    /// <summary>Ends the AI's part for good, after the caller has been connected: it stops listening and speaking; its connection to the room stays.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task ReleaseAsync(CancellationToken cancellationToken = default);
}
