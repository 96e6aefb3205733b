using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using WarmTransfer.Emulator.Tests.Conformance;

namespace WarmTransfer.Emulator.Tests;

/// <summary>The emulator posts what the recorded server posted.</summary>
public sealed class WebhookConformanceTests
{
    private const string Order = "webhook-order";

    // A real client's media took up to 250 ms to stand, and a request its time to be sent.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(300);

    // A real server counts participants up to five seconds late; the emulator's count is always right.
    private static readonly string[] LateCounts = ["numParticipants", "numPublishers"];

    /// <summary>Gets the names of the recordings, but for that of the order.</summary>
    public static IEnumerable<string> Recorded => RecordedExchange.NamesOf("webhook-");

    public static TheoryData<string> Events() => new(Recorded.Except([Order]));

    [Theory]
    [MemberData(nameof(Events))]
    public void Webhook_AsRecorded_IsPostedTheSame(string name)
    {
        var recorded = Load(name).GetProperty("requests").EnumerateArray().ToList();
        var posted = Replay().Where(w => "webhook-" + w.Event == name).ToList();

        Assert.Equal(recorded.Count, posted.Count);
        for (var i = 0; i < posted.Count; i++)
            AssertRequest(recorded[i].GetProperty("request"), posted[i]);
    }

    [Theory]
    [InlineData(Order)]
    public void Webhooks_AsRecorded_ComeInThatOrderAndTime(string name)
    {
        var recorded = Load(name).GetProperty("order").EnumerateArray().ToList();
        var posted = Replay();

        Assert.Equal(recorded.Select(Describe), posted.Select(w => $"{w.Event} {w.Room} {w.Participant}"));
        for (var i = 0; i < posted.Count; i++)
            Assert.Equal(At(recorded[i]), posted[i].At, Tolerance);
        Assert.Equal(posted.Count, posted.Select(w => w.Id).Distinct(StringComparer.Ordinal).Count());
    }

    private static void AssertRequest(JsonElement recorded, ReceivedWebhook posted)
    {
        Assert.Equal(recorded.GetProperty("method").GetString(), posted.Method);
        Assert.Equal(recorded.GetProperty("path").GetString(), posted.Url.AbsolutePath);
        Assert.Equal(recorded.GetProperty("headers").GetProperty("content-type").GetString(), posted.ContentType);
        AnswerShape.AssertMatches(recorded.GetProperty("authorization_jwt_header"), posted.TokenHeader);
        AssertClaims(recorded.GetProperty("authorization_jwt_claims"), posted);
        Assert.Equal(posted.Authorization, RecordedToken.Sign(posted.Claims.GetRawText(), LiveKitEmulatorOptions.DevelopmentApiSecret));
        AnswerShape.AssertMatches(WithoutLateCounts(recorded.GetProperty("body")), WithoutLateCounts(posted.Json));
    }

    // Signed when it was first sent, to the second: the recorded token and ours may differ by the one that began meanwhile.
    private static void AssertClaims(JsonElement recorded, ReceivedWebhook posted)
    {
        var claims = posted.Claims;
        Assert.Equal(recorded.EnumerateObject().Select(c => c.Name), claims.EnumerateObject().Select(c => c.Name));
        Assert.Equal(recorded.GetProperty("iss").GetString(), claims.GetProperty("iss").GetString());
        Assert.Equal(posted.BodyHash, claims.GetProperty("sha256").GetString());
        Assert.Equal(Lifetime(recorded), Lifetime(claims));
        Assert.Equal(recorded.GetProperty("nbf").GetInt64(), claims.GetProperty("nbf").GetInt64(), tolerance: 1);
    }

    private static long Lifetime(JsonElement claims) => claims.GetProperty("exp").GetInt64() - claims.GetProperty("nbf").GetInt64();

    private static JsonElement WithoutLateCounts(JsonElement body)
    {
        var copy = JsonNode.Parse(body.GetRawText())!;
        foreach (var count in LateCounts)
            copy["room"]!.AsObject().Remove(count);
        return JsonElement.Parse(copy.ToJsonString());
    }

    private static IReadOnlyList<ReceivedWebhook> Replay()
    {
        var replay = new WebhookReplay();
        replay.Run();
        return replay.Received;
    }

    private static string Describe(JsonElement entry) =>
        $"{entry.GetProperty("event").GetString()} {entry.GetProperty("room").GetString()} {(entry.TryGetProperty("participant", out var who) ? who.GetString() : null)}";

    private static DateTimeOffset At(JsonElement entry) => DateTimeOffset.Parse(entry.GetProperty("at").GetString()!, CultureInfo.InvariantCulture);

    private static JsonElement Load(string name) => JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", name + ".json")));
}
