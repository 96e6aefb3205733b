namespace WarmTransfer.Emulator;

/// <summary>How long the SIP service takes for its own steps, as seen in the recordings.</summary>
internal sealed record SipTiming
{
    /// <summary>Gets the time from the request to the participant's appearing.</summary>
    public TimeSpan Join { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets the time it stays "joining".</summary>
    public TimeSpan Joining { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Gets the time it stays "joined", before the INVITE is sent.</summary>
    public TimeSpan Joined { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>Gets the time from the INVITE to the participant's track.</summary>
    public TimeSpan Media { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the time from the dialog's attributes to the status that says it is answered.</summary>
    public TimeSpan Answering { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Gets the time from "hangup" to its leaving.</summary>
    public TimeSpan Hangup { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Gets the time one digit takes to send; the recorded <c>1w2</c> took 1.6 s.</summary>
    public TimeSpan Digit { get; init; } = TimeSpan.FromMilliseconds(550);

    /// <summary>Gets the pause that <c>w</c> means.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets the time the phone may ring when the request does not say.</summary>
    public TimeSpan DefaultRinging { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Gets the time an INVITE without any response is given (RFC 3261 timer B).</summary>
    public TimeSpan Transaction { get; init; } = TimeSpan.FromSeconds(32);

    /// <summary>Gets the time the server waits for a call to be answered.</summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(80);

    /// <summary>Gets the time the server waits for the SIP service otherwise.</summary>
    public TimeSpan RequestLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the time the server looks for a SIP service before it says that there is none.</summary>
    public TimeSpan NoService { get; init; } = TimeSpan.FromSeconds(1);
}
