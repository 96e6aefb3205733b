using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>Hanging up where the room and the server disagree: LiveKit tells of those who publish nothing up to 3 s late.</summary>
public sealed class PhoneDialTests
{
    private const string ConsultRoom = "call-1-human-agent";
    private const string Human = "human-agent-sip";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly VirtualTime _time = new();
    private readonly ILiveKitServer _server = Substitute.For<ILiveKitServer>();
    private readonly FakeRoom _room;

    public PhoneDialTests() => _room = new FakeRoom(_time) { RemoteParticipants = [new ParticipantInfo { Sid = "PA_1", Identity = Human, Kind = ParticipantKind.Sip }] };

    private static LiveKitException Busy => new("SIP/CreateSIPParticipant", TwirpErrorCode.Unavailable, System.Net.HttpStatusCode.ServiceUnavailable, "busy");

    private static LiveKitException NotFound => new("RoomService/RemoveParticipant", TwirpErrorCode.NotFound, System.Net.HttpStatusCode.NotFound, "participant does not exist");

    [Fact]
    public void HangUp_BusyPhoneStillSeenInTheRoom_TheServersWordCountsAtTheSecondLook() => _time.Run(async () =>
    {
        _server.CreateSipParticipantAsync(default!).ReturnsForAnyArgs(Task.FromException<SipParticipantInfo>(Busy));
        _server.RemoveParticipantAsync(default!, default!).ThrowsAsyncForAnyArgs(NotFound);

        await AssertHangsUpAsync(within: BetweenLooks, looks: 2);
    });

    [Fact]
    public void HangUp_ServerDoesNotKnowThePhoneYet_IsRemovedAtTheNextLook() => _time.Run(async () =>
    {
        _server.CreateSipParticipantAsync(default!).ReturnsForAnyArgs(Task.FromResult(Answered()));
        _server.RemoveParticipantAsync(default!, default!).ReturnsForAnyArgs(Task.FromException(NotFound), Task.CompletedTask);

        await AssertHangsUpAsync(within: BetweenLooks, looks: 2);
    });

    [Fact]
    public void HangUp_RemovedPhoneStillSeenInTheRoom_IsNotLookedForAgain() => _time.Run(async () =>
    {
        _server.CreateSipParticipantAsync(default!).ReturnsForAnyArgs(Task.FromResult(Answered()));

        await AssertHangsUpAsync(within: TimeSpan.Zero, looks: 1);
    });

    [Fact]
    public void HangUp_NobodySeenInTheRoom_OneLookIsEnough() => _time.Run(async () =>
    {
        _room.RemoteParticipants = [];
        _server.CreateSipParticipantAsync(default!).ReturnsForAnyArgs(Task.FromException<SipParticipantInfo>(Busy));
        _server.RemoveParticipantAsync(default!, default!).ThrowsAsyncForAnyArgs(NotFound);

        await AssertHangsUpAsync(within: TimeSpan.Zero, looks: 1);
    });

    private static SipParticipantInfo Answered() => new("PA_1", Human, ConsultRoom, "SCL_1");

    private async Task AssertHangsUpAsync(TimeSpan within, int looks)
    {
        var request = new CreateSipParticipantRequest { RoomName = ConsultRoom, ParticipantIdentity = Human, CallTo = "+15105550123", TrunkId = "ST_1" };
        var dial = new PhoneDial(_server, request, _room, _time, NullLogger.Instance);
        await Record.ExceptionAsync(dial.DialAsync);
        var before = _time.GetUtcNow();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), _time);
        await dial.HangUpAsync(limit.Token);

        Assert.Equal(within, _time.GetUtcNow() - before);
        await _server.ReceivedWithAnyArgs(looks).RemoveParticipantAsync(default!, default!);
    }
}
