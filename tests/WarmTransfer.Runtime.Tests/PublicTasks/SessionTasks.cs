using static WarmTransfer.Runtime.Tests.PublicTasks.PublicTask;

namespace WarmTransfer.Runtime.Tests.PublicTasks;

/// <summary>The tasks of a conversation, in a room that takes a second for each piece of text and another to close it.</summary>
internal static class SessionTasks
{
    public static IEnumerable<PublicTask> All =>
    [
        AtOnce("CallSession.StartAsync", async stage =>
        {
            await using var session = NewSession(stage);
            await stage.WaitAsync(session.StartAsync());
        }),
        AtOnce("CallSession.JoinAsync", async stage =>
        {
            await using var session = await stage.WaitAsync(CallSession.JoinAsync(stage.Backend, Stage.Hall, "guest", Stage.CallerIdentity, NewOptions(stage)));
        }),
        Waits("ICallerHold.AnnounceAsync", async stage =>
        {
            await using var session = NewSession(stage);
            await using var hold = await session.HoldAsync(HoldAudio.None);
            await stage.WaitAsync(hold.AnnounceAsync(new HoldAnnouncement { Text = "One moment." }));
        }),
        AtOnce("ICallerHold.DisposeAsync", async stage =>
        {
            await using var session = NewSession(stage);
            var hold = await session.HoldAsync(HoldAudio.None);
            await stage.WaitAsync(hold.DisposeAsync());
        }),
        Waits("CallSession.GenerateReplyAsync", async stage =>
        {
            await using var session = NewSession(stage);
            await stage.WaitAsync(session.GenerateReplyAsync(new ReplyOptions { UserText = "Hello?" }));
        }),
        Says("CallSession.SayAsync", (session, text) => session.SayAsync(text)),
        Says("ICallerLeg.SayAsync", (session, text) => ((ICallerLeg)session).SayAsync(text)),
        CutsShort("CallSession.InterruptAsync", session => session.InterruptAsync()),
        CutsShort("CallSession.HoldAsync", session => session.HoldAsync(HoldAudio.None)),
        CutsShort("ICallerLeg.HoldAsync", session => ((ICallerLeg)session).HoldAsync(HoldAudio.None)),
        CutsShort("CallSession.ReleaseAsync", session => session.ReleaseAsync()),
        CutsShort("ICallerLeg.ReleaseAsync", session => ((ICallerLeg)session).ReleaseAsync()),
        CutsShort("CallSession.DisposeAsync", session => session.DisposeAsync().AsTask()),
    ];

    private static PublicTask Says(string member, Func<CallSession, string, Task> say) => Waits(member, async stage =>
    {
        await using var session = NewSession(stage);
        await stage.WaitAsync(say(session, "One moment."));
    });

    private static PublicTask CutsShort(string member, Func<CallSession, Task> end) => Waits(member, async stage =>
    {
        await using var session = NewSession(stage);
        var saying = session.SayAsync("One moment.");
        await stage.WaitAsync(end(session));
        await saying;
    });

    private static CallSession NewSession(Stage stage) => new(
        stage.Backend,
        new FakeRoom(stage.Time) { WriteTakes = Stage.Second, CloseTakes = Stage.Second },
        Stage.CallerIdentity,
        NewOptions(stage));

    private static CallSessionOptions NewOptions(Stage stage) =>
        new() { ChatClient = new StepwiseModel(stage.Time).Says("Good morning."), TimeProvider = stage.Time };
}
