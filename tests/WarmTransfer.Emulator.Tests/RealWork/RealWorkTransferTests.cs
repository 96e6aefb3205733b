using Microsoft.Extensions.AI;
using WarmTransfer.Emulator;

namespace WarmTransfer.Emulator.Tests.RealWork;

/// <summary>Whole transfers under the virtual clock whose application does real work.</summary>
public sealed class RealWorkTransferTests
{
    private const string Owes = "412.75";
    private static readonly TimeSpan RealDelay = TimeSpan.FromMilliseconds(200);

    public static TheoryData<string> RealWork => ["delay", "off the context", "thread pool"];

    [Theory]
    [MemberData(nameof(RealWork))]
    public void Tool_DoesRealWork_TransferConnects(string work)
    {
        TransferPlay.Run(TransferPlay.Model, play => play.ConnectsAsync(new LookupDesk(() => LookUpAsync(work))));
    }

    [Fact]
    public async Task Tool_AsksAServer_TransferConnects()
    {
        await using var server = await StubServer.StartAsync(async context =>
        {
            await Task.Delay(RealDelay, context.RequestAborted);
            await context.Response.BodyWriter.WriteAsync("412.75"u8.ToArray());
        });
        using var http = new HttpClient { BaseAddress = server.Url };

        TransferPlay.Run(TransferPlay.Model, play => play.ConnectsAsync(new LookupDesk(() => http.GetStringAsync("/balance"))));
    }

    [Fact]
    public void Tool_WithALimitOnTheClock_IsNotCutShort()
    {
        TransferPlay.Run(TransferPlay.Model, play => play.ConnectsAsync(new LookupDesk(() => LookUpAsync("thread pool").WaitAsync(TimeSpan.FromSeconds(5), play.Time))));
    }

    [Fact]
    public void Tool_SpeaksInBetween_ClockJumpsMeanwhile()
    {
        TransferPlay.Run(TransferPlay.Model, play => play.ConnectsAsync(new LookupDesk(async () =>
        {
            await Task.Delay(RealDelay).ConfigureAwait(false);
            await play.Session.SayAsync("Still looking.");
            await Task.Delay(TimeSpan.FromSeconds(10), play.Time);
            return Owes;
        })));
    }

    [Fact]
    public void Tool_ConnectsFromAnotherThread_TransferConnects()
    {
        var answer = TransferPlay.Run(TransferPlay.Model, async play =>
        {
            var answered = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            await play.ConnectsAsync(new LookupDesk(async control =>
            {
                await Task.Delay(RealDelay).ConfigureAwait(false);
                answered.SetResult(await control.ConnectToCallerAsync());
                return "";
            }));
            return await play.Time.AtRealPaceAsync("the tool's answer", () => answered.Task);
        });

        Assert.Contains("connected", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoTools_OneRealOneVirtual_BothAnswer()
    {
        var model = ScriptedReply.Calls("lookup", ("accountNumber", "real")).ThenCalls("lookup", ("accountNumber", "virtual"));
        TransferPlay.Run(
            time => new ScriptedChatClient(time)
                .When("billing desk", model)
                .When("412.75", ScriptedReply.Calls("connect_to_caller")),
            async play =>
            {
                var calls = 0;
                await play.ConnectsAsync(new LookupDesk(async () =>
                {
                    if (++calls == 1)
                        return await LookUpAsync("thread pool");
                    await Task.Delay(TimeSpan.FromSeconds(10), play.Time);
                    return Owes;
                }));
                return calls;
            });
    }

    [Fact]
    public void Tool_NeverReturns_FailsAndIsNamed()
    {
        var error = Assert.Throws<InvalidOperationException>(() => TransferPlay.Run(
            TransferPlay.Model,
            play => play.ConnectsAsync(new LookupDesk(() => new TaskCompletionSource<string>().Task)),
            new VirtualTimeRunOptions { RealTimeLimit = RealDelay }));

        Assert.Contains("the tool 'lookup'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ChatClient_NeverAnswers_FailsAndIsNamed()
    {
        var error = Assert.Throws<InvalidOperationException>(() => TransferPlay.Run(
            _ => new DeafModel(),
            play => play.Session.GenerateReplyAsync(),
            new VirtualTimeRunOptions { RealTimeLimit = RealDelay }));

        Assert.Contains("the chat client 'DeafModel'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tool_GivenUpByAnInterruption_ClockJumpsAgain()
    {
        TransferPlay.Run(
            time => new ScriptedChatClient(time).When("look", ScriptedReply.Calls("never")),
            async play =>
            {
                play.Session.Tools = [AIFunctionFactory.Create(() => new TaskCompletionSource<string>().Task, "never")];
                var reply = play.Session.GenerateReplyAsync(new ReplyOptions { UserText = "Look." });
                await Task.Delay(TimeSpan.FromMilliseconds(50), play.Time);
                await play.Session.InterruptAsync();
                await reply;
                await Task.Delay(TimeSpan.FromMinutes(30), play.Time);
                return true;
            });
    }

    [Fact]
    public void CallersTool_TransfersMeanwhile_ClockJumps()
    {
        var result = TransferPlay.Run(
            time => TransferPlay.Model(time).When("a person", ScriptedReply.Calls("transfer_to_human"), once: true),
            async play =>
            {
                WarmTransferResult? ended = null;
                var stored = false;
#pragma warning disable MA0147 // Applications write it like that: what nobody can wait for is what is tested.
                play.Session.Tools = [new LookupDesk(() => LookUpAsync("delay")).AsCallerTool(play.Session, tool: new() { Completed = Store })];
#pragma warning restore MA0147
                await play.Session.GenerateReplyAsync(new ReplyOptions { UserText = "I want to speak with a person." });
                await Task.Delay(TimeSpan.FromMinutes(1), play.Time);
                Assert.True(stored);
                await Assert.IsType<WarmTransferResult.Connected>(ended).Call.EndAsync();
                return ended;

                async void Store(WarmTransferResult result)
                {
                    ended = result;
                    await Task.Run(() => Task.Delay(RealDelay));
                    stored = true;
                }
            });

        Assert.NotNull(result);
    }

    [Fact]
    public void Progress_HandlerStoresIt_IsWaitedFor()
    {
        var progress = new StoredProgress();
        TransferPlay.Run(TransferPlay.Model, async play =>
        {
            var result = await play.Session.WarmTransferAsync(new LookupDesk(() => Task.FromResult(Owes)), new WarmTransferOptions { Progress = progress });
            await Task.Delay(TimeSpan.FromSeconds(30), play.Time);
            Assert.Equal(progress.Reported, progress.Stored);
            await Assert.IsType<WarmTransferResult.Connected>(result).Call.EndAsync();
            return true;
        });

        Assert.NotEqual(0, progress.Stored);
    }

    private static async Task<string> LookUpAsync(string work)
    {
        switch (work)
        {
            case "delay":
                await Task.Delay(RealDelay);
                break;
            case "off the context":
                await Task.Delay(RealDelay).ConfigureAwait(false);
                break;
            default:
                await Task.Run(() => Thread.Sleep(RealDelay));
                break;
        }

        return Owes;
    }

    private sealed class StoredProgress : IProgress<TransferProgress>
    {
        public int Reported { get; private set; }

        public int Stored { get; private set; }

        public async void Report(TransferProgress value)
        {
            Reported++;
            await Task.Run(() => Task.Delay(TimeSpan.FromMilliseconds(20)));
            Stored++;
        }
    }

    private sealed class DeafModel : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await new TaskCompletionSource().Task;
            yield break;
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
