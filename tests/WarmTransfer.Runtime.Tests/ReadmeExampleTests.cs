using Microsoft.Extensions.AI;
using WarmTransfer.Emulator;
using WarmTransfer.Runtime.Tests.Transfers;

namespace WarmTransfer.Runtime.Tests;

/// <summary>What the README shows of a test of one's own is this test.</summary>
public sealed class ReadmeExampleTests
{
    private readonly BalanceDesk _desk = new();
    private readonly IChatClient _model = new ScriptedChatClient().When("put them through", ScriptedReply.Calls("connect_to_caller")).When("desk", says: "Can you take the call?");

    [Fact]
    public void Transfer_DeskTakesTheCall_Connects()
    {
        var time = new VirtualTime();
        time.Run(async () =>
        {
            await using var livekit = new LiveKitEmulator(new()
            {
                TimeProvider = time,
                Trunks = [new() { TrunkId = "ST_billing", Address = "sip.example.com", Numbers = ["+15105550100"] }],
            });
            livekit.Phones.Add("+15105550123", Phone.AnswersAfter(TimeSpan.FromSeconds(2))
                .Says("Billing desk, Dana speaking.")
                .When("take the call", says: "Yes, put them through."));

            await using var caller = await EmulatedCaller.JoinAsync(livekit, "support-1");
            await using var session = await CallSession.JoinAsync(livekit.Backend, "support-1", "ai", caller.Identity, new() { ChatClient = _model, TimeProvider = time });
            await session.StartAsync();

            var result = await session.WarmTransferAsync(_desk);

            var connected = Assert.IsType<WarmTransferResult.Connected>(result);
            await connected.Call.EndAsync();
            livekit.AssertNothingLeft();
        });
    }

    [Fact]
    public void Readme_Example_IsThisTest()
    {
        var readme = Lines(Repository.File("README.md"));
        var source = Lines(Repository.File("tests", "WarmTransfer.Runtime.Tests", "ReadmeExampleTests.cs"));
        var example = source[source.IndexOf("public void Transfer_DeskTakesTheCall_Connects()")..source.IndexOf("public void Readme_Example_IsThisTest()")];

        Assert.Contains(string.Join('\n', example[..^1]), string.Join('\n', readme), StringComparison.Ordinal);

        static List<string> Lines(string path) => [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)];
    }
}
