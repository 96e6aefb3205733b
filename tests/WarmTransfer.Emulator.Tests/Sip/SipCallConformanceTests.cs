using System.Text.Json;

namespace WarmTransfer.Emulator.Tests;

/// <summary>Replays recorded calls: the far end does what it did then, and everything LiveKit showed must show again.</summary>
/// <remarks>
/// The recordings are samples, taken every 50 ms and at times every 200 ms; so a state they have must be there, in order
/// and at its time, and a state they do not have must be a short one.
/// </remarks>
public sealed class SipCallConformanceTests
{
    private static readonly TimeSpan SamplingGap = TimeSpan.FromMilliseconds(260);

    // Recorded in another form, and tested one by one in SipCallEndTests.
    private static readonly string[] OtherForms =
    [
        "sip-call-delete-room-while-ringing",
        "sip-call-http-abort-while-ringing",
        "sip-call-remove-while-ringing",
        "sip-call-same-identity-twice",
    ];

    public static TheoryData<string> Recordings() => new(RecordedCall.Names().Except(OtherForms));

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Call_AsRecorded_ShowsTheSameStates(string name)
    {
        var (recording, replay) = Replay(name);

        AssertSampleOf(recording.States(), replay.States);
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Call_AsRecorded_IsAnsweredTheSame(string name)
    {
        var (recording, replay) = Replay(name);

        AssertAnswer(recording.Response, replay.Answer!);
        Assert.InRange(replay.AnsweredAt, recording.ResponseAt - SamplingGap, recording.ResponseAt + SamplingGap);
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

    [Fact]
    public void Recordings_OfCalls_AllHaveAScript() =>
        Assert.All(RecordedCall.Names().Except(OtherForms), name => Assert.NotNull(CallScript.Of(name)));

    private static (RecordedCall Recording, CallReplay Replay) Replay(string name)
    {
        var recording = RecordedCall.Load(name);
        var replay = new CallReplay(recording, CallScript.Of(name)!);
        replay.Run();
        return (recording, replay);
    }

    private static void AssertSampleOf(IReadOnlyList<(TimeSpan At, string State)> recorded, IReadOnlyList<(TimeSpan At, string State)> replayed)
    {
        var next = 0;
        for (var i = 0; i < replayed.Count && next < recorded.Count; i++)
        {
            if (replayed[i].State == recorded[next].State)
            {
                Assert.True((replayed[i].At - recorded[next].At).Duration() < SamplingGap, $"recorded at {recorded[next].At}, replayed at {replayed[i].At}: {replayed[i].State}");
                next++;
            }
            else
            {
                var lasted = (i + 1 < replayed.Count ? replayed[i + 1].At : TimeSpan.MaxValue) - replayed[i].At;
                Assert.True(lasted < SamplingGap, $"lasted {lasted} and was not recorded: {replayed[i].State}\nrecorded next: {recorded[next].State}");
            }
        }

        Assert.True(next == recorded.Count, next == recorded.Count ? "" : $"recorded and not replayed: {recorded[next]}\nreplayed:\n{string.Join('\n', replayed)}");
    }

    private static void AssertAnswer(JsonElement recorded, object answer)
    {
        var body = recorded.GetProperty("body");
        if (recorded.GetProperty("status").GetInt32() != 200)
        {
            AssertError(body, Assert.IsType<TwirpException>(answer));
            return;
        }

        var info = Assert.IsType<Protocol.SIPParticipantInfo>(answer);
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
