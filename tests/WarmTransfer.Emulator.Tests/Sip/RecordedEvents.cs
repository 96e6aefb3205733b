using System.Globalization;
using System.Text.Json;

namespace WarmTransfer.Emulator.Tests;

/// <summary>A phone call that was interfered with while it rang, from tests/vectors: everything seen of it on one time line.</summary>
internal sealed class RecordedEvents
{
    private readonly JsonElement _root;

    private RecordedEvents(JsonElement root) => _root = root;

    /// <summary>Gets the body of the request that placed the call.</summary>
    public JsonElement Request => _root.GetProperty("request").GetProperty("body");

    public string Room => Request.GetProperty("room_name").GetString()!;

    /// <summary>Gets what was done to the call, and when.</summary>
    public (TimeSpan At, string Name) Action => Events("action").Select(e => (At(e), e.GetProperty("action").GetString()!)).Single();

    private IEnumerable<JsonElement> All => _root.GetProperty("events").EnumerateArray();

    public static RecordedEvents Load(string name) =>
        new(JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", name + ".json"))));

    /// <summary>Who was listed over time: identity, state, call status, disconnect reason.</summary>
    public IReadOnlyList<(TimeSpan At, string State)> States() =>
        [.. Events("participants").Select(e => (At(e), string.Join(" + ", e.GetProperty("participants").EnumerateArray().Select(Describe))))];

    /// <summary>What was done and what was answered.</summary>
    public IReadOnlyList<(TimeSpan At, string What)> Exchanges() =>
        [.. All.Where(e => !e.TryGetProperty("participants", out _)).Select(e => (At(e), DescribeExchange(e)))];

    public static string DescribeParticipant(string? identity, string? state, string? callStatus, string? reason) =>
        $"{identity} {state} {callStatus ?? "-"} {reason}";

    public static string DescribeAnswer(string name, int status, string body) => string.Create(CultureInfo.InvariantCulture, $"{name} {status} {body}");

    private static string Describe(JsonElement p) => DescribeParticipant(p[0].GetString(), p[1].GetString(), p[2].GetString(), p[3].GetString());

    // How a client's library words that its connection is gone says nothing about the server.
    private static string DescribeExchange(JsonElement e)
    {
        if (e.TryGetProperty("action", out var action))
            return action.GetString()!;
        if (e.TryGetProperty("http_error", out _))
            return "http_error";
        var name = e.TryGetProperty("answer", out var answer) ? "answer" : "response";
        var given = name == "answer" ? answer : e.GetProperty("response");
        return DescribeAnswer(name, given.GetProperty("status").GetInt32(), given.GetProperty("body").GetString()!);
    }

    private IEnumerable<JsonElement> Events(string name) => All.Where(e => e.TryGetProperty(name, out _));

    private static TimeSpan At(JsonElement e) => TimeSpan.FromMilliseconds(e.GetProperty("at_ms").GetInt32());
}
