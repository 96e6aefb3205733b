using System.Collections.Immutable;

namespace WarmTransfer.Emulator;

/// <summary>A phone and who is at it: what happens when it is called. Begin with one of the factories and add to it; every step gives a new phone.</summary>
/// <example>
/// <code>
/// phones.Add("+15105550123", Phone.AnswersAfter(TimeSpan.FromSeconds(2))
///     .Says("Billing, this is Dana.")
///     .When("speak to the caller", says: "Yes, put them through."));
/// </code>
/// </example>
public sealed record Phone
{
    /// <summary>The keys of a phone.</summary>
    internal const string Keys = "0123456789ABCD*#";

    // Long enough that callers see "dialing" first, as with a real network.
    private static readonly TimeSpan DefaultRingDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan DefaultRejectDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan DefaultMailboxDelay = TimeSpan.FromSeconds(3);

    private Phone()
    {
    }

    internal PhoneBehaviour Behaviour { get; private init; }

    /// <summary>Gets the time from the INVITE to the final response.</summary>
    internal TimeSpan ResponseDelay { get; private init; }

    /// <summary>Gets the time from the INVITE to 180 Ringing; null when there is none.</summary>
    internal TimeSpan? RingDelay { get; private init; } = DefaultRingDelay;

    internal int SipStatus { get; private init; } = 200;

    internal ImmutableArray<PhoneAction> OnAnswer { get; private init; } = [];

    internal ImmutableArray<PhoneReaction> Reactions { get; private init; } = [];

    /// <summary>Gets how many times it reacts on one call.</summary>
    internal int TurnLimit { get; private init; } = 100;

    internal TimeSpan? HangUpDelay { get; private init; }

    internal TimeSpan? MediaLossDelay { get; private init; }

    internal TransferBehaviour Transfer { get; private init; } = new(TransferAnswer.Succeeds, TimeSpan.FromSeconds(1));

    internal (string User, string Password)? Credentials { get; private init; }

    internal ImmutableSortedDictionary<string, string> AnswerHeaders { get; private init; } = ImmutableSortedDictionary<string, string>.Empty;

    internal LivePerson? Live { get; private init; }

    /// <summary>Gets the pitch of the tone that stands for this person's voice.</summary>
    internal int VoiceHertz { get; private init; } = 400;

    /// <summary>Gets the time from hearing something to acting on it.</summary>
    internal TimeSpan ReactionDelay { get; private init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>A phone that is answered.</summary>
    /// <param name="delay">Time from the call being placed to the answer: zero or more.</param>
    public static Phone AnswersAfter(TimeSpan delay) => new() { Behaviour = PhoneBehaviour.Responds, ResponseDelay = NotNegative(delay, nameof(delay)) };

    /// <summary>A phone that is answered after two seconds, by someone who replies to whatever is said.</summary>
    /// <param name="reply">Gives the reply to what was heard, or <see langword="null"/> to say nothing.</param>
    public static Phone Human(Func<HeardText, string?> reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return AnswersAfter(TimeSpan.FromSeconds(2)).Reacts(heard => reply(heard) is { } text ? [new PhoneAction.Say(text)] : [], once: false);
    }

    /// <summary>A phone that is busy: SIP 486.</summary>
    public static Phone Busy() => Rejects(486);

    /// <summary>A phone that rejects the call half a second after it begins to ring.</summary>
    /// <param name="sipStatus">The final SIP status, 300 to 699 (RFC 3261 §21). Default 603, Decline.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a status that rejects a call.</exception>
    public static Phone Rejects(int sipStatus = 603)
    {
        if (sipStatus is < 300 or > 699)
            throw new ArgumentOutOfRangeException(nameof(sipStatus), sipStatus, "A call is rejected with a final SIP status from 300 to 699, such as 486 (busy) or 603 (declined).");
        return new() { Behaviour = PhoneBehaviour.Responds, SipStatus = sipStatus, ResponseDelay = DefaultRejectDelay };
    }

    /// <summary>A phone that rings until the caller gives up.</summary>
    public static Phone RingsOut() => new() { Behaviour = PhoneBehaviour.RingsOut };

    /// <summary>A phone whose SIP server is silent (UDP): it never rings, and the call fails after 32 s (RFC 3261 timer B) unless the ringing timeout is shorter.</summary>
    public static Phone Unreachable() => new() { Behaviour = PhoneBehaviour.Silent, RingDelay = null };

    /// <summary>A phone whose SIP server refuses TCP connections: the call fails at once, without a SIP status.</summary>
    public static Phone RefusesConnection() => new() { Behaviour = PhoneBehaviour.RefusesConnection, RingDelay = null };

    /// <summary>A phone whose SIP server's name does not resolve: the call fails at once, without a SIP status.</summary>
    public static Phone HasUnknownHost() => new() { Behaviour = PhoneBehaviour.HasUnknownHost, RingDelay = null };

    /// <summary>A mailbox: answers after three seconds, says its greeting, beeps, and records what it hears until the caller hangs up.</summary>
    /// <param name="greeting">What it says.</param>
    public static Phone Mailbox(string greeting) =>
        AnswersAfter(DefaultMailboxDelay).WithVoice(300).Says(greeting).Does(new PhoneAction.Beep());

    /// <summary>A phone with a live person at it, who answers, speaks and hangs up when your code says so.</summary>
    /// <param name="person">The person. One person has one phone.</param>
    public static Phone Person(LivePerson person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return new() { Behaviour = PhoneBehaviour.Live, Live = person };
    }

    /// <summary>Says a line, once answered and after what was said to do before.</summary>
    /// <param name="text">The line.</param>
    public Phone Says(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return Does(new PhoneAction.Say(text));
    }

    /// <summary>Waits before the next step.</summary>
    /// <param name="duration">How long: zero or more.</param>
    public Phone Waits(TimeSpan duration) => Does(new PhoneAction.Wait(NotNegative(duration, nameof(duration))));

    /// <summary>Presses keys, four a second.</summary>
    /// <param name="digits">The keys: <c>0-9 A-D * #</c>.</param>
    public Phone Presses(string digits) => Does(new PhoneAction.Press(CheckDigits(digits)));

    /// <summary>Hangs up, after what was said to do before.</summary>
    public Phone HangsUp() => Does(new PhoneAction.HangUp());

    /// <summary>Does these things in turn once answered, after what was said to do before.</summary>
    /// <param name="actions">What to do.</param>
    public Phone Does(params ReadOnlySpan<PhoneAction> actions) => this with { OnAnswer = OnAnswer.AddRange(actions) };

    /// <summary>Hangs up, whatever is going on, so long after the answer.</summary>
    /// <param name="duration">Time from the answer: zero or more.</param>
    public Phone HangsUpAfter(TimeSpan duration) => this with { HangUpDelay = NotNegative(duration, nameof(duration)) };

    /// <summary>
    /// Drops off the network so long after the answer: no more sound comes, and LiveKit ends the call with
    /// <see cref="DisconnectReason.MediaFailure"/>.
    /// </summary>
    /// <param name="duration">Time from the answer to LiveKit's giving up: zero or more.</param>
    public Phone LosesMediaAfter(TimeSpan duration) => this with { MediaLossDelay = NotNegative(duration, nameof(duration)) };

    /// <summary>Says a line when it hears something that contains <paramref name="heard"/>, in whatever case.</summary>
    /// <param name="heard">What to listen for.</param>
    /// <param name="says">The line.</param>
    /// <param name="once">Whether it does so only the first time on a call. Default: every time.</param>
    public Phone When(string heard, string says, bool once = false) => When(heard, once, new PhoneAction.Say(says));

    /// <summary>Does these things whenever it hears something that contains <paramref name="heard"/>, in whatever case.</summary>
    /// <param name="heard">What to listen for.</param>
    /// <param name="actions">What to do, in turn.</param>
    public Phone When(string heard, params ReadOnlySpan<PhoneAction> actions) => When(heard, once: false, actions);

    /// <summary>Does these things when it hears something that contains <paramref name="heard"/>, in whatever case.</summary>
    /// <param name="heard">What to listen for.</param>
    /// <param name="once">Whether it does so only the first time on a call.</param>
    /// <param name="actions">What to do, in turn.</param>
    public Phone When(string heard, bool once, params ReadOnlySpan<PhoneAction> actions)
    {
        ArgumentException.ThrowIfNullOrEmpty(heard);
        return When(h => h.Contains(heard), once, actions);
    }

    /// <summary>Says a line when it hears something that meets a condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="says">The line.</param>
    /// <param name="once">Whether it does so only the first time on a call. Default: every time.</param>
    public Phone When(Func<HeardText, bool> condition, string says, bool once = false) => When(condition, once, new PhoneAction.Say(says));

    /// <summary>Does these things whenever it hears something that meets a condition. Of several, the first added that matches acts.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="actions">What to do, in turn.</param>
    public Phone When(Func<HeardText, bool> condition, params ReadOnlySpan<PhoneAction> actions) => When(condition, once: false, actions);

    /// <summary>Does these things when it hears something that meets a condition. Of several, the first added that matches, and is not used up, acts.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="once">Whether it does so only the first time on a call.</param>
    /// <param name="actions">What to do, in turn.</param>
    public Phone When(Func<HeardText, bool> condition, bool once, params ReadOnlySpan<PhoneAction> actions)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var then = actions.ToImmutableArray();
        return Reacts(heard => condition(heard) ? then : [], once);
    }

    /// <summary>
    /// Sets how many times the person reacts to something on one call. Beyond it something is wrong: two doubles that answer
    /// each other without end. The person says nothing more; a run of <see cref="VirtualTime"/> fails at once, otherwise
    /// <see cref="LiveKitEmulator.AssertNothingLeft"/> does. Default: 100.
    /// </summary>
    /// <param name="turns">One or more.</param>
    public Phone WithTurnLimit(int turns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(turns, 1);
        return this with { TurnLimit = turns };
    }

    /// <summary>Sets the time from hearing something to acting on it. Default: 300 ms.</summary>
    /// <param name="delay">Zero or more.</param>
    public Phone ReactsAfter(TimeSpan delay) => this with { ReactionDelay = NotNegative(delay, nameof(delay)) };

    /// <summary>Begins to ring only after a while. Default: 50 ms after the call is placed.</summary>
    /// <param name="delay">Zero or more.</param>
    public Phone RingsAfter(TimeSpan delay) => this with { RingDelay = NotNegative(delay, nameof(delay)) };

    /// <summary>Never says that it rings: some networks skip it, and the call goes from dialing to its end.</summary>
    public Phone WithoutRinging() => this with { RingDelay = null };

    /// <summary>Responds, with its answer or its rejection, so long after the call is placed.</summary>
    /// <param name="delay">Zero or more.</param>
    public Phone RespondsAfter(TimeSpan delay) => this with { ResponseDelay = NotNegative(delay, nameof(delay)) };

    /// <summary>Asks for a user and password (SIP 407). A trunk without any fails; one with others is refused with 403.</summary>
    /// <param name="user">The user.</param>
    /// <param name="password">The password.</param>
    public Phone RequiresCredentials(string user, string password) => this with { Credentials = (user, password) };

    /// <summary>Sends a SIP header with the answer; the trunk or the request may map it to an attribute.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value.</param>
    public Phone AnswersWithHeader(string name, string value) => this with { AnswerHeaders = AnswerHeaders.SetItem(name, value) };

    /// <summary>Sets the pitch of the tone that stands for the person's voice, so that a listener can tell who is heard. Default: 400 Hz, mailboxes 300 Hz.</summary>
    /// <param name="hertz">A multiple of 100 from 100 to 4000; a mailbox's beep has 1000.</param>
    public Phone WithVoice(int hertz) => this with { VoiceHertz = Tone.CheckHertz(hertz) };

    /// <summary>Refuses to be transferred by SIP REFER.</summary>
    /// <param name="sipStatus">The final SIP status, 300 to 699. Default 603.</param>
    public Phone RefusesTransfer(int sipStatus = 603) => this with { Transfer = new(TransferAnswer.Refused, TimeSpan.Zero, sipStatus) };

    /// <summary>Accepts to be transferred, but the call to the target fails after 700 ms.</summary>
    public Phone FailsTransfer() => this with { Transfer = new(TransferAnswer.Fails, TimeSpan.FromMilliseconds(700)) };

    /// <summary>Never says what became of a transfer.</summary>
    public Phone IgnoresTransfer() => this with { Transfer = new(TransferAnswer.Silent, TimeSpan.Zero) };

    internal static string CheckDigits(string digits)
    {
        ArgumentException.ThrowIfNullOrEmpty(digits);
        if (digits.AsSpan().IndexOfAnyExcept(Keys) is >= 0 and var wrong)
            throw new ArgumentException($"A phone has the keys 0-9, A-D, * and #, not '{digits[wrong]}'.", nameof(digits));
        return digits;
    }

    private static TimeSpan NotNegative(TimeSpan time, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
        return time;
    }

    private Phone Reacts(Func<HeardText, ImmutableArray<PhoneAction>> respond, bool once) => this with { Reactions = Reactions.Add(new(respond, once)) };
}
