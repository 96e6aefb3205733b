using System.Net;
using WarmTransfer.Emulator;
using static WarmTransfer.Runtime.Tests.PublicTasks.PublicTask;

namespace WarmTransfer.Runtime.Tests.PublicTasks;

/// <summary>The tasks of the emulator and of its people.</summary>
internal static class EmulatorTasks
{
    private const string PhoneNumber = "+15105550104";

    public static IEnumerable<PublicTask> All =>
    [
        AtOnce("EmulatedCaller.JoinAsync", async stage =>
        {
            await using var guest = await stage.WaitAsync(JoinAsync(stage));
        }),
        Waits("EmulatedCaller.SayAsync", stage => stage.WaitAsync(stage.Caller.SayAsync("Hi"))),
        Waits("EmulatedCaller.LeaveAsync", async stage =>
        {
            await using var guest = await JoinAsync(stage);
            await stage.WaitAsync(guest.LeaveAsync());
        }),
        Waits("EmulatedCaller.DisposeAsync", async stage =>
        {
            var guest = await JoinAsync(stage);
            await stage.WaitAsync(guest.DisposeAsync());
        }),
        Waits("EmulatedCaller.Left", async stage =>
        {
            await using var guest = await JoinAsync(stage);
            _ = guest.LeaveAsync();
            await stage.WaitAsync(guest.Left);
        }),
        Waits("LivePerson.SayAsync", async stage =>
        {
            var line = await stage.ShareAsync(() => PersonOnTheLine.CallAsync(stage));
            await stage.WaitAsync(line.Person.SayAsync("Hi"));
        }),
        Waits("PhoneCall.Over", async stage =>
        {
            await CallAsync(stage, Phone.AnswersAfter(TimeSpan.Zero).HangsUpAfter(TimeSpan.FromSeconds(5)));
            await stage.WaitAsync(stage.LiveKit.Phones.Calls[^1].Over);
        }),
        Waits("LiveKitEmulator.DisposeAsync", async stage =>
        {
            using var receiver = new HttpMessageInvoker(new SlowReceiver(stage));
            var liveKit = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = stage.Time, Webhooks = [new Uri("http://webhooks.test")], WebhookClient = receiver });
            await EmulatedCaller.JoinAsync(liveKit, "room");
            await stage.WaitAsync(liveKit.DisposeAsync());
        }),
    ];

    private static Task<EmulatedCaller> JoinAsync(Stage stage) => EmulatedCaller.JoinAsync(stage.LiveKit, Stage.Side, "guest");

    private static Task CallAsync(Stage stage, Phone phone)
    {
        stage.LiveKit.Phones.Add(PhoneNumber, phone);
        return stage.Client.CreateSipParticipantAsync(new CreateSipParticipantRequest { RoomName = Stage.Side, ParticipantIdentity = "phone", CallTo = PhoneNumber, TrunkId = Stage.Trunk });
    }

    private sealed class PersonOnTheLine(LivePerson person) : IAsyncDisposable
    {
        public LivePerson Person => person;

        public static async Task<PersonOnTheLine> CallAsync(Stage stage)
        {
            var person = new LivePerson();
            using var answering = person.OnRang(_ => person.Answer());
            await EmulatorTasks.CallAsync(stage, Phone.Person(person));
            return new PersonOnTheLine(person);
        }

        public ValueTask DisposeAsync()
        {
            person.HangUp();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class SlowReceiver(Stage stage) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await stage.DelayAsync(1);
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }
}
