using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Runtime.Tests;

public class SessionThreadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Session_UsedFromManyThreads_StaysWhole(int seed)
    {
        var room = new FakeRoom(TimeProvider.System);
        var tool = new DelegateTool("look", async () =>
        {
            await Task.Yield();
            return "seen";
        });
        var options = new CallSessionOptions { ChatClient = new EndlessChatClient(), Tools = [tool], MaxToolRounds = 2 };
        var session = new CallSession(new LiveKitBackend(null!, null!), room, "caller", options);
        await session.StartAsync();

        var threads = Enumerable.Range(0, 4).Select(thread => Task.Run(() => UseAsync(session, room, new Random((seed * 100) + thread))));
        await Task.WhenAll(threads).WaitAsync(TimeSpan.FromSeconds(60));
        await session.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

        AssertOneVoiceAtATime(room.Log);
        AssertEveryCallIsAnsweredAtOnce(session.History);
        Assert.Equal(0, room.ObserverCount);
        Assert.Contains("open", room.Log);
        Assert.Contains(session.History, message => message.Role == ChatRole.Tool);
    }

    private static async Task UseAsync(CallSession session, FakeRoom room, Random random)
    {
        for (var i = 0; i < 150; i++)
        {
            switch (random.Next(6))
            {
                case 0:
                    room.Hear("Hello?");
                    break;
                case 1:
                    await session.SayAsync("One moment.");
                    break;
                case 2:
                    await session.GenerateReplyAsync();
                    break;
                case 3:
                    await session.InterruptAsync();
                    break;
                case 4:
                    await HoldAsync(session);
                    break;
                default:
                    await Task.Yield();
                    break;
            }
        }
    }

    private static async Task HoldAsync(CallSession session)
    {
        try
        {
            await using (await session.HoldAsync(HoldAudio.None))
                await Task.Yield();
        }
        catch (InvalidOperationException)
        {
            // Another thread holds.
        }
    }

    private static void AssertOneVoiceAtATime(List<string> log)
    {
        var open = false;
        foreach (var entry in log)
        {
            Assert.Equal(open, entry != "open");
            open = entry != "close";
        }

        Assert.False(open);
    }

    private static void AssertEveryCallIsAnsweredAtOnce(IReadOnlyList<ChatMessage> history)
    {
        for (var i = 0; i < history.Count; i++)
        {
            string[] calls = [.. history[i].Contents.OfType<FunctionCallContent>().Select(call => call.CallId)];
            if (calls.Length > 0)
                Assert.Equal(calls, history[i + 1].Contents.OfType<FunctionResultContent>().Select(result => result.CallId));
        }
    }

    /// <summary>Calls a tool in every other answer.</summary>
    private sealed class EndlessChatClient : IChatClient
    {
        private int _requests;

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var request = Interlocked.Increment(ref _requests);
            for (var i = 0; i < 3; i++)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                yield return new ChatResponseUpdate(ChatRole.Assistant, "word ");
            }

            if (request % 2 == 0)
                yield return new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent($"call-{request}", "look")]);
        }

        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("Sessions stream.");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
