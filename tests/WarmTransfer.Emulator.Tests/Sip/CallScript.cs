namespace WarmTransfer.Emulator.Tests;

/// <summary>How the far end of a recorded call behaved. Times are from the INVITE, as read off the recording.</summary>
/// <param name="Phone">The phone.</param>
internal sealed record CallScript(Phone Phone)
{
    private static readonly Dictionary<string, CallScript> Scripts = new()
    {
        ["sip-call-answered"] = Answers(310, 1810),
        ["sip-call-answered-nowait"] = Answers(330, 1820),
        ["sip-call-auth-407-no-credentials"] = new(Phone.AnswersAfter(TimeSpan.Zero).WithoutRinging().RequiresCredentials("user", "right")),
        ["sip-call-auth-407-ok"] = new(Phone.AnswersAfter(TimeSpan.Zero).WithoutRinging().RequiresCredentials("user", "right")) { Credentials = ("user", "right") },
        ["sip-call-auth-407-then-403"] = new(Phone.AnswersAfter(TimeSpan.Zero).WithoutRinging().RequiresCredentials("user", "right")) { Credentials = ("user", "wrong") },
        ["sip-call-busy-486"] = Rejects(486),
        ["sip-call-busy-486-nowait"] = Rejects(486),
        ["sip-call-declined-603"] = Rejects(603),
        ["sip-call-default-identity"] = Answers(40, 530),
        ["sip-call-headers"] = new(Answers(330, 1830).Phone.AnswersWithHeader("X-B", "bval")) { HeadersToAttributes = ("X-B", "b.attr") },
        ["sip-call-hide-phone-number"] = Answers(20, 515),
        ["sip-call-max-call-duration"] = Answers(20, 510),
        ["sip-call-no-answer"] = new(Phone.RingsOut().RingsAfter(TimeSpan.FromMilliseconds(20))),
        ["sip-call-notfound-404"] = Rejects(404),
        ["sip-call-same-identity-twice"] = Answers(20, 515),
        ["sip-call-transfer-busy"] = new(Answers(20, 505).Phone.FailsTransfer()),
        ["sip-call-transfer-no-notify"] = new(Answers(20, 505).Phone.IgnoresTransfer()),
        ["sip-call-transfer-ok"] = Answers(20, 505),
        ["sip-call-transfer-refer-unanswered"] = new(Answers(20, 505).Phone.IgnoresTransfer()),
        ["sip-call-transfer-refused-603"] = new(Answers(20, 480).Phone.RefusesTransfer()),
        ["sip-call-unavailable-480"] = Rejects(480),
        ["sip-call-unreachable-port"] = new(Phone.Unreachable()),
        ["sip-call-unreachable-port-default-ringing-timeout"] = new(Phone.Unreachable()),
        ["sip-call-unreachable-port-tcp"] = new(Phone.RefusesConnection()) { Address = "127.0.0.1:5999" },
        ["sip-call-unresolvable-host"] = new(Phone.AnswersAfter(TimeSpan.Zero)) { Address = "no-such-host.invalid" },
    };

    /// <summary>Gets the trunk's user and password.</summary>
    public (string User, string Password)? Credentials { get; init; }

    /// <summary>Gets a header of the answer and the attribute the trunk maps it to.</summary>
    public (string Header, string Attribute)? HeadersToAttributes { get; init; }

    /// <summary>Gets the trunk's address, where the recording's attributes do not tell it.</summary>
    public string? Address { get; init; }

    public static CallScript? Of(string recording) => Scripts.GetValueOrDefault(recording);

    private static CallScript Answers(int ringsAfter, int answersAfter) =>
        new(Phone.AnswersAfter(TimeSpan.FromMilliseconds(answersAfter)).RingsAfter(TimeSpan.FromMilliseconds(ringsAfter)));

    private static CallScript Rejects(int status) =>
        new(Phone.Rejects(status).RingsAfter(TimeSpan.FromMilliseconds(20)).RespondsAfter(TimeSpan.FromMilliseconds(510)));
}
