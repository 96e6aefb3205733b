using WarmTransfer;
using WarmTransfer.Emulator;

namespace SupportLine;

/// <summary>One way a transfer can go: who is at the phone, and how it should end.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Outcome">The kind of <see cref="WarmTransferResult"/> it ends with.</param>
/// <param name="Desk">The billing desk's phone.</param>
internal sealed record Scenario(string Name, Type Outcome, Phone Desk)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("connected", typeof(WarmTransferResult.Connected), Dana()),
        new("declined", typeof(WarmTransferResult.Declined), AnswersAsDana().When("Can you take the call", says: "I can't, I'm in a meeting until three.")),
        new("busy", typeof(WarmTransferResult.Busy), Phone.Busy()),
        new("no-answer", typeof(WarmTransferResult.NoAnswer), Phone.RingsOut()),
        new("voicemail", typeof(WarmTransferResult.Voicemail), Phone.Mailbox("You have reached the billing desk. Please leave a message after the tone.")),
        new("rejected", typeof(WarmTransferResult.Rejected), Phone.Rejects(603)),
        new("unreachable", typeof(WarmTransferResult.Unreachable), Phone.Unreachable()),
        new("caller-leaves", typeof(WarmTransferResult.CallerLeft), Phone.RingsOut()) { CallerLeavesAfter = TimeSpan.FromSeconds(4) },
        new("human-leaves", typeof(WarmTransferResult.HumanLeft), AnswersAsDana().When("Can you take the call", new PhoneAction.Wait(TimeSpan.FromSeconds(1)), new PhoneAction.HangUp())),
        new("timeout", typeof(WarmTransferResult.TimedOut), AnswersAsDana().When("Can you take the call", says: "Hold on, there is someone at my desk.")),
        new("move-not-implemented", typeof(WarmTransferResult.Connected), Dana()) { Edition = LiveKitEdition.OpenSource },
    ];

    public LiveKitEdition Edition { get; init; } = LiveKitEdition.Cloud;

    public TimeSpan? CallerLeavesAfter { get; init; }

    /// <exception cref="UsageException">There is no such scenario.</exception>
    public static Scenario Named(string name) =>
        All.FirstOrDefault(scenario => scenario.Name == name)
        ?? throw new UsageException($"Unknown scenario \"{name}\". There are: {string.Join(", ", All.Select(scenario => scenario.Name))}.");

    private static Phone AnswersAsDana() => Phone.AnswersAfter(TimeSpan.FromSeconds(2)).Says("Billing desk, Dana speaking.");

    // She goes by amounts and questions, not by wording, so that any model can talk with her.
    private static Phone Dana() => AnswersAsDana()
        .When("412", says: "I see. Yes, put her through.")
        .When(heard => heard.Text.TrimEnd().EndsWith('?'), says: "Which invoices are open?")
        .When("about the October bill", says: "Hello Maria, Dana here. The meter was misread, I'll send you a corrected bill today.");
}
