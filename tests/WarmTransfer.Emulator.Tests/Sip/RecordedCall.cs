using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf;
using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator.Tests;

/// <summary>A phone call through a real LiveKit server and its SIP service, from tests/vectors.</summary>
public sealed partial class RecordedCall
{
    private readonly JsonElement _root;

    private RecordedCall(string name, JsonElement root)
    {
        Name = name;
        _root = root;
    }

    public string Name { get; }

    public string Room => RequestBody.GetProperty("room_name").GetString()!;

    /// <summary>Gets the SIP server the call went to; a recording without one failed before it mattered.</summary>
    public string Hostname => HostnameAttribute().Match(_root.GetRawText()) is { Success: true } match ? match.Groups["host"].Value : "127.0.0.1:5060";

    public JsonElement Response => _root.GetProperty("response");

    public TimeSpan ResponseAt => Milliseconds(_root.GetProperty("response_at_ms"));

    public JsonElement After => _root.GetProperty("after");

    /// <summary>Gets whether a second call was made once the first was answered.</summary>
    public bool MakesSecondCall => _root.TryGetProperty("after", out var after) && after.TryGetProperty("second", out _);

    private JsonElement RequestBody => _root.GetProperty("request").GetProperty("body");

    public static RecordedCall Load(string name)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", name + ".json")));
        return new RecordedCall(name, file.RootElement.Clone());
    }

    public static IEnumerable<string> Names() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "vectors"), "sip-call-*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    internal Protocol.CreateSIPParticipantRequest Request()
    {
        var request = JsonParser.Default.Parse<Protocol.CreateSIPParticipantRequest>(RequestBody.GetRawText());
        request.SipTrunkId = CallFixture.TrunkId;
        return request;
    }

    /// <summary>What was listed over time: when a state was first seen, and the state as text.</summary>
    public IReadOnlyList<(TimeSpan At, string State)> States()
    {
        var states = new List<(TimeSpan, string)>();
        foreach (var sample in _root.GetProperty("participants_seen").EnumerateArray())
        {
            var participants = sample.GetProperty("participants").EnumerateArray().Select(p => p.GetRawText());
            states.Add((Milliseconds(sample.GetProperty("at_ms")), string.Join(" + ", participants.Select(CallState.Describe))));
        }

        return states;
    }

    /// <summary>Gets when the last thing was recorded.</summary>
    public TimeSpan LastAt => _root.GetProperty("webhooks").EnumerateArray().Select(w => Milliseconds(w.GetProperty("at_ms"))).Append(States()[^1].At).Max();

    /// <summary>The webhooks: the event, whom it is about, and for one who left the reason and the call's status.</summary>
    public IReadOnlyList<string> Webhooks() => [.. _root.GetProperty("webhooks").EnumerateArray().Select(Describe)];

    /// <summary>When a webhook was first sent; <see langword="null"/> when it was not.</summary>
    public TimeSpan? WebhookAt(string webhook, string? reason = null)
    {
        foreach (var hook in _root.GetProperty("webhooks").EnumerateArray())
        {
            if (hook.GetProperty("event").GetString() != webhook)
                continue;
            if (reason is null || hook.GetProperty("participant").GetProperty("disconnectReason").GetString() == reason)
                return Milliseconds(hook.GetProperty("at_ms"));
        }

        return null;
    }

    /// <summary>When a webhook was last sent.</summary>
    public TimeSpan LastWebhookAt(string webhook) =>
        _root.GetProperty("webhooks").EnumerateArray().Where(hook => hook.GetProperty("event").GetString() == webhook).Max(hook => Milliseconds(hook.GetProperty("at_ms")));

    private static string Describe(JsonElement hook)
    {
        var text = hook.GetProperty("event").GetString()!;
        if (!hook.TryGetProperty("participant", out var participant))
            return text;
        text += " " + participant.GetProperty("identity").GetString();
        if (!participant.TryGetProperty("disconnectReason", out var reason))
            return text;
        var status = participant.GetProperty("attributes").TryGetProperty("sip.callStatus", out var value) ? value.GetString() : "-";
        return string.Create(CultureInfo.InvariantCulture, $"{text} {reason.GetString()} {status}");
    }

    private static TimeSpan Milliseconds(JsonElement number) => TimeSpan.FromMilliseconds(number.GetInt32());

    [GeneratedRegex("\"sip\\.hostname\": ?\"(?<host>[^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HostnameAttribute();
}
