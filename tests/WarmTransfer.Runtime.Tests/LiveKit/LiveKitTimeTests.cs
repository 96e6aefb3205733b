using System.Net;
using Microsoft.Extensions.Logging;
using WarmTransfer.Emulator;
using WarmTransfer.Protocol;

namespace WarmTransfer.Runtime.Tests;

/// <summary>How long calls may take, and which are sent again.</summary>
public sealed class LiveKitTimeTests
{
    private static readonly TransferSipParticipantRequest SomeTransfer = new() { RoomName = "a", ParticipantIdentity = "phone", TransferTo = "sip:desk@example.com" };

    private static readonly Dictionary<string, Func<ILiveKitServer, CancellationToken, Task>> Reads = new(StringComparer.Ordinal)
    {
        ["ListRooms"] = (server, token) => server.ListRoomsAsync(cancellationToken: token),
        ["ListParticipants"] = (server, token) => server.ListParticipantsAsync("a", token),
        ["GetParticipant"] = (server, token) => server.GetParticipantAsync("a", "phone", token),
        ["ListSipOutboundTrunks"] = (server, token) => server.ListSipOutboundTrunksAsync(cancellationToken: token),
    };

    private static readonly Dictionary<string, Func<ILiveKitServer, CancellationToken, Task>> Writes = new(StringComparer.Ordinal)
    {
        ["CreateRoom"] = (server, token) => server.CreateRoomAsync(new CreateRoomRequest { Name = "a" }, token),
        ["DeleteRoom"] = (server, token) => server.DeleteRoomAsync("a", token),
        ["RemoveParticipant"] = (server, token) => server.RemoveParticipantAsync("a", "phone", token),
        ["UpdateParticipant"] = (server, token) => server.UpdateParticipantAsync(new UpdateParticipantRequest { Room = "a", Identity = "phone" }, token),
        ["MoveParticipant"] = (server, token) => server.MoveParticipantAsync("a", "phone", "b", token),
        ["CreateSipParticipant"] = (server, token) => server.CreateSipParticipantAsync(SomeCall.ToNumber(), token),
        ["TransferSipParticipant"] = (server, token) => server.TransferSipParticipantAsync(SomeTransfer, token),
        ["CreateSipOutboundTrunk"] = (server, token) => server.CreateSipOutboundTrunkAsync(new SipOutboundTrunk { Address = "sip.example.com", Numbers = ["+1"] }, token),
        ["DeleteSipTrunk"] = (server, token) => server.DeleteSipTrunkAsync("ST_1", token),
    };

    public static TheoryData<string> ReadNames => new(Reads.Keys);

    public static TheoryData<string> WriteNames => new(Writes.Keys);

    public static TheoryData<string> AllNames => [.. Reads.Keys, .. Writes.Keys];

    [Theory]
    [MemberData(nameof(ReadNames))]
    public void Read_ServerCannotBeReached_IsSentThreeTimes(string name)
    {
        var time = new VirtualTime();
        using var server = new ScriptedServer(_ => throw new HttpRequestException(HttpRequestError.ConnectionError));

        var exception = Fail<LiveKitException>(time, () => Reads[name](server.CreateClient(time), CancellationToken.None));

        Assert.Equal(TwirpErrorCode.None, exception.Code);
        Assert.Equal(3, server.Requests.Count);
        Assert.InRange(time.Elapsed, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(4));
    }

    [Theory]
    [MemberData(nameof(WriteNames))]
    public void Write_ServerCannotBeReached_IsSentOnce(string name)
    {
        var time = new VirtualTime();
        using var server = new ScriptedServer(_ => throw new HttpRequestException(HttpRequestError.ConnectionError));

        Fail<LiveKitException>(time, () => Writes[name](server.CreateClient(time), CancellationToken.None));

        Assert.Single(server.Requests);
        Assert.Equal(TimeSpan.Zero, time.Elapsed);
    }

    [Theory]
    [InlineData(429, "resource_exhausted", 3)]
    [InlineData(500, "internal", 3)]
    [InlineData(502, null, 3)]
    [InlineData(503, null, 3)]
    [InlineData(504, null, 3)]
    [InlineData(503, "unavailable", 1)]
    [InlineData(500, "unknown", 1)]
    [InlineData(500, null, 1)]
    [InlineData(404, "not_found", 1)]
    [InlineData(408, "canceled", 1)]
    [InlineData(401, "unauthenticated", 1)]
    public void Read_ErrorStatus_IsSentAgainOnlyWhenThatMayHelp(int status, string? twirpCode, int requests)
    {
        var time = new VirtualTime();
        using var server = new ScriptedServer(_ => Refuse(status, twirpCode));

        Fail<LiveKitException>(time, () => server.CreateClient(time).ListParticipantsAsync("a"));

        Assert.Equal(requests, server.Requests.Count);
    }

    [Theory]
    [InlineData(429, "resource_exhausted")]
    [InlineData(500, "internal")]
    [InlineData(502, null)]
    [InlineData(503, "unavailable")]
    [InlineData(504, null)]
    public void CreateSipParticipant_AnyError_IsSentOnce(int status, string? twirpCode)
    {
        var time = new VirtualTime();
        using var server = new ScriptedServer(_ => Refuse(status, twirpCode));

        Fail<LiveKitException>(time, () => server.CreateClient(time).CreateSipParticipantAsync(SomeCall.ToNumber()));

        Assert.Single(server.Requests);
    }

    [Fact]
    public void Read_SecondAttemptAnswers_ReturnsItWithANewTokenAndAWarning()
    {
        var time = new VirtualTime();
        var log = new LogRecorder();
        var attempts = 0;
        using var server = new ScriptedServer(async (_, token) =>
        {
            if (++attempts > 1)
                return ScriptedServer.Ok(new ListRoomsResponse { Rooms = { new Room { Name = "a" } } });
            await Task.Delay(TimeSpan.FromSeconds(3), time, token);
            return Refuse(502, twirpCode: null);
        });

        var rooms = time.Run(() => server.CreateClient(time, log: log).ListRoomsAsync());

        Assert.Equal("a", Assert.Single(rooms).Name);
        Assert.Equal(2, server.Requests.Count);
        Assert.NotEqual(server.Requests[0].Token, server.Requests[1].Token);
        Assert.True(log.Has(LogLevel.Warning, "RoomService/ListRooms is sent again"));
    }

    [Fact]
    public void Read_Retries_StayOnTheClocksThread()
    {
        var time = new VirtualTime();
        var contexts = new List<SynchronizationContext?>();
        using var server = new ScriptedServer(_ =>
        {
            contexts.Add(SynchronizationContext.Current);
            return Refuse(502, twirpCode: null);
        });

        Fail<LiveKitException>(time, async () =>
        {
            contexts.Add(SynchronizationContext.Current);
            await server.CreateClient(time).ListRoomsAsync();
        });

        Assert.Equal(4, contexts.Count);
        Assert.NotNull(contexts[0]);
        Assert.Single(contexts.Distinct());
    }

    [Fact]
    public void Read_Retries_AreTheSameInEveryRunOfTheClock()
    {
        Assert.Equal(RetryTime(), RetryTime());

        static TimeSpan RetryTime()
        {
            var time = new VirtualTime();
            using var server = new ScriptedServer(_ => Refuse(502, twirpCode: null));
            Fail<LiveKitException>(time, () => server.CreateClient(time).ListRoomsAsync());
            return time.Elapsed;
        }
    }

    [Fact]
    public void Read_RetriesAndAll_EndsWithinTheLimit()
    {
        var time = new VirtualTime();
        using var server = new ScriptedServer(async (_, token) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(6), time, token);
            return Refuse(502, twirpCode: null);
        });

        var exception = Fail<LiveKitException>(time, () => server.CreateClient(time).ListRoomsAsync());

        Assert.Equal(TwirpErrorCode.DeadlineExceeded, exception.Code);
        Assert.Equal(TimeSpan.FromSeconds(10), time.Elapsed);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public void Call_NoAnswer_FailsAtItsLimitHavingBeenSentOnce(string name)
    {
        var time = new VirtualTime();
        using var server = SilentServer(time);

        var exception = Fail<LiveKitException>(time, () => Find(name)(server.CreateClient(time), CancellationToken.None));

        var limit = TimeSpan.FromSeconds(name is "CreateSipParticipant" or "TransferSipParticipant" ? 40 : 10);
        Assert.Equal(TwirpErrorCode.DeadlineExceeded, exception.Code);
        Assert.Null(exception.StatusCode);
        Assert.Equal(limit, time.Elapsed);
        Assert.Contains($"no answer within {limit.TotalSeconds} s", exception.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(1, true, 11)]
    [InlineData(25, true, 35)]
    [InlineData(80, true, 90)]
    [InlineData(25, false, 40)]
    [InlineData(80, false, 40)]
    public void CreateSipParticipant_NoAnswer_WaitsLongerThanThePhoneRings(int ringing, bool wait, int expected)
    {
        var time = new VirtualTime();
        using var server = SilentServer(time);
        var call = SomeCall.ToNumber() with { RingingTimeout = TimeSpan.FromSeconds(ringing), WaitUntilAnswered = wait };

        Fail<LiveKitException>(time, () => server.CreateClient(time).CreateSipParticipantAsync(call));

        Assert.Equal(TimeSpan.FromSeconds(expected), time.Elapsed);
        Assert.Equal(ringing, CreateSIPParticipantRequest.Parser.ParseFrom(server.Request.Body).RingingTimeout.Seconds);
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public void Call_Cancelled_ThrowsWithTheCallersToken(string name)
    {
        var time = new VirtualTime();
        using var server = SilentServer(time);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);

        var exception = Fail<OperationCanceledException>(time, () => Find(name)(server.CreateClient(time), cancel.Token));

        Assert.Equal(cancel.Token, exception.CancellationToken);
        Assert.Equal(TimeSpan.FromSeconds(2), time.Elapsed);
        Assert.Single(server.Requests);
    }

    [Theory]
    [MemberData(nameof(ReadNames))]
    public void Read_CancelledBetweenAttempts_IsNotSentAgain(string name)
    {
        var time = new VirtualTime();
        using var cancel = new CancellationTokenSource();
        using var server = new ScriptedServer(_ =>
        {
            cancel.Cancel();
            return Refuse(502, twirpCode: null);
        });

        var exception = Fail<OperationCanceledException>(time, () => Reads[name](server.CreateClient(time), cancel.Token));

        Assert.Equal(cancel.Token, exception.CancellationToken);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Call_AlreadyCancelled_IsNotSent()
    {
        using var server = new ScriptedServer(_ => throw new InvalidOperationException("nothing is to be sent"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.CreateClient().DeleteRoomAsync("a", new CancellationToken(canceled: true)));

        Assert.Empty(server.Requests);
    }

    private static Func<ILiveKitServer, CancellationToken, Task> Find(string name) => Reads.GetValueOrDefault(name) ?? Writes[name];

    private static TException Fail<TException>(VirtualTime time, Func<Task> call)
        where TException : Exception => time.Run(() => Assert.ThrowsAnyAsync<TException>(call));

    private static ScriptedServer SilentServer(TimeProvider time) => new(async (_, token) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, time, token);
        throw new InvalidOperationException("silence has no end");
    });

    private static HttpResponseMessage Refuse(int status, string? twirpCode) => twirpCode is null
        ? ScriptedServer.Answer((HttpStatusCode)status, "text/html", "<html>gateway</html>"u8.ToArray())
        : ScriptedServer.Error((HttpStatusCode)status, twirpCode);
}
