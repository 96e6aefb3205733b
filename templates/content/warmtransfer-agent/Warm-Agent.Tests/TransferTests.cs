using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WarmTransfer;
using WarmTransfer.Emulator;

namespace Warm_Agent.Tests;

public sealed class TransferTests
{
    private const string Desk = "+15105550123";

    [Fact]
    public void Transfer_DeskAsksForTheOrderAndAgrees_Connects()
    {
        var model = new ScriptedChatClient()
            .When("a person", ScriptedReply.Calls("transfer_to_human"))
            .When("Support desk", says: "I have a caller on hold. Can you take the call?")
            .When("which order", ScriptedReply.Calls("find_orders", ("orderNumber", "4471209")))
            .When("carrier", says: "The kettle came back from the carrier.")
            .When("put them through", ScriptedReply.Calls("connect_to_caller"));
        var phone = Phone.AnswersAfter(TimeSpan.FromSeconds(3))
            .Says("Support desk, Dana speaking.")
            .When("take the call", says: "Which order is it?")
            .When("came back", says: "Put them through.");

        Play(model, phone, async result =>
        {
            var connected = Assert.IsType<WarmTransferResult.Connected>(result);
            await connected.Call.EndAsync();
        });
    }

    [Fact]
    public void Transfer_DeskHasNoTime_ComesBackWithTheReason()
    {
        var model = new ScriptedChatClient()
            .When("a person", ScriptedReply.Calls("transfer_to_human"))
            .When("Support desk", says: "I have a caller on hold. Can you take the call?")
            .When("closing", ScriptedReply.Calls("decline_transfer", ("reason", "closing for today")));
        var phone = Phone.AnswersAfter(TimeSpan.FromSeconds(3))
            .Says("Support desk, Dana speaking.")
            .When("take the call", says: "Sorry, we are closing.");

        Play(model, phone, result =>
        {
            Assert.Equal("closing for today", Assert.IsType<WarmTransferResult.Declined>(result).Reason);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task FindOrders_ByNumber_TellsWhatBecameOfThem()
    {
        var orders = await new SupportDesk(new OrderBook()).CallToolAsync("find_orders", ("orderNumber", "4471209"));

        Assert.Equal("returned by the carrier", orders[0].GetProperty("state").GetString());
    }

    /// <summary>A caller asks for a person; <paramref name="verify"/> sees how the transfer ended. Minutes of it take milliseconds.</summary>
    private static void Play(IChatClient model, Phone phone, Func<WarmTransferResult, Task> verify)
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            await using var liveKit = new LiveKitEmulator(new LiveKitEmulatorOptions
            {
                TimeProvider = time,
                Trunks = [new SipOutboundTrunk { TrunkId = "ST_support", Address = "sip.example.com", Numbers = ["+15105550100"] }],
            });
            liveKit.Phones.Add(Desk, phone);
            await using var services = Services(liveKit.Backend, model, time);
            await using var caller = await EmulatedCaller.JoinAsync(liveKit, "support-1");

            var ended = new TaskCompletionSource<WarmTransferResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            await using (await services.GetRequiredService<CallHandler>().AnswerAsync("support-1", caller.Identity, ended.SetResult))
            {
                await caller.SayAsync("I want to speak with a person.");
                await verify(await ended.Task);
                liveKit.AssertOnlyCallersLeft();
            }
        });
    }

    // The program's services and its appsettings.json, with the emulator and the script in place of LiveKit and a model.
    private static ServiceProvider Services(LiveKitBackend liveKit, IChatClient model, TimeProvider time)
        => new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json").Build())
            .AddSingleton(liveKit)
            .AddSingleton(model)
            .AddSingleton(time)
            .AddSupportLine()
            .BuildServiceProvider();
}
