using System.Text.Json;

namespace WarmTransfer.Emulator.Tests;

/// <summary>Replays recorded calls: the far end does what it did then, and everything LiveKit showed must show again.</summary>
/// <remarks>
/// The recordings are samples, taken every 50 ms and at times every 200 ms; so a state they have must be there, in order
/// and at its time, and a state they do not have must be a short one.
/// </remarks>
public sealed class SipCallConformanceTests
{
    // Recorded in another form, and replayed by RingingCallConformanceTests.
    public static TheoryData<string> Recordings() => new(RecordedCall.Names().Except(RingingCallConformanceTests.Recorded));

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Call_AsRecorded_ShowsTheSameStates(string name)
    {
        var (recording, replay) = Replay(name);

        Samples.AssertSampleOf(recording.States(), replay.States);
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Call_AsRecorded_IsAnsweredTheSame(string name)
    {
        var (recording, replay) = Replay(name);

        AssertAnswer(recording.Response, replay.Answer!);
        Assert.InRange(replay.AnsweredAt, recording.ResponseAt - Samples.Gap, recording.ResponseAt + Samples.Gap);
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Call_AsRecorded_TellsWebhooksTheSame(string name)
    {
        var (recording, replay) = Replay(name);

        Assert.Equal(recording.Webhooks(), replay.Webhooks);
    }

    [Theory]
    [InlineData("sip-call-transfer-busy")]
    [InlineData("sip-call-transfer-no-notify")]
    [InlineData("sip-call-transfer-ok")]
    [InlineData("sip-call-transfer-refer-unanswered")]
    [InlineData("sip-call-transfer-refused-603")]
    public void Transfer_AsRecorded_IsAnsweredTheSame(string name)
    {
        var (recording, replay) = Replay(name);
        var transfer = recording.After.GetProperty("transfer");

        Assert.Equal(transfer.GetProperty("elapsed_ms").GetInt32(), replay.TransferElapsed!.Value.TotalMilliseconds, tolerance: 50);
        using var body = JsonDocument.Parse(transfer.GetProperty("body").GetString()!);
        if (transfer.GetProperty("status").GetInt32() == 200)
            Assert.Null(replay.TransferFailure);
        else
            AssertError(body.RootElement, Assert.IsType<TwirpException>(replay.TransferFailure));
    }

    [Theory]
    [InlineData("sip-call-same-identity-twice")]
    public void SecondCall_AsRecorded_IsAnsweredTheSame(string name)
    {
        var (recording, replay) = Replay(name);
        var recorded = recording.After.GetProperty("second");
        var (answer, elapsed) = replay.Second!.Value;

        Assert.Equal(200, recorded.GetProperty("status").GetInt32());
        AssertInfo(JsonElement.Parse(recorded.GetProperty("body").GetString()!), answer);
        Assert.Equal(recorded.GetProperty("elapsed_ms").GetInt32(), elapsed.TotalMilliseconds, tolerance: 50);
        Assert.NotEqual(((Protocol.SIPParticipantInfo)replay.Answer!).ParticipantId, answer.ParticipantId);
    }

    [Fact]
    public void Recordings_OfCalls_AllHaveAScript() =>
        Assert.All(RecordedCall.Names().Except(RingingCallConformanceTests.Recorded), name => Assert.NotNull(CallScript.Of(name)));

    private static (RecordedCall Recording, CallReplay Replay) Replay(string name)
    {
        var recording = RecordedCall.Load(name);
        var replay = new CallReplay(recording, CallScript.Of(name)!);
        replay.Run();
        return (recording, replay);
    }

    private static void AssertAnswer(JsonElement recorded, object answer)
    {
        var body = recorded.GetProperty("body");
        if (recorded.GetProperty("status").GetInt32() != 200)
        {
            AssertError(body, Assert.IsType<TwirpException>(answer));
            return;
        }

        AssertInfo(body, Assert.IsType<Protocol.SIPParticipantInfo>(answer));
    }

    private static void AssertInfo(JsonElement body, Protocol.SIPParticipantInfo info)
    {
        Assert.Equal(body.GetProperty("participant_identity").GetString(), info.ParticipantIdentity);
        Assert.Equal(body.GetProperty("room_name").GetString(), info.RoomName);
        Assert.Matches("^PA_[A-Za-z0-9]{12}$", info.ParticipantId);
        Assert.Matches("^SCL_[A-Za-z0-9]{12}$", info.SipCallId);
    }

    private static void AssertError(JsonElement recorded, TwirpException error)
    {
        Assert.Equal(recorded.GetProperty("code").GetString(), error.Code);
        Assert.Equal(WithoutNameServer(recorded.GetProperty("msg").GetString()!), error.Message);
        var meta = recorded.TryGetProperty("meta", out var given) ? given.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetString()!) : [];
        Assert.Equal(meta.OrderBy(m => m.Key, StringComparer.Ordinal), error.Meta.OrderBy(m => m.Key, StringComparer.Ordinal));
    }

    // The recording names the name server that was asked; the emulator asks none.
    private static string WithoutNameServer(string message) =>
        message.IndexOf(" on ", StringComparison.Ordinal) is > 0 and var at && message.Contains("no such host", StringComparison.Ordinal)
            ? string.Concat(message.AsSpan(0, at), ": no such host")
            : message;
}
