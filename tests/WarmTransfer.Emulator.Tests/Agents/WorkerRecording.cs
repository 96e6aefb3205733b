using System.Globalization;
using System.Text.Json;
using WarmTransfer.Emulator.Tests.Conformance;

namespace WarmTransfer.Emulator.Tests.Agents;

/// <summary>The recorded frames of one or more workers, and what was asked of the server API meanwhile, each with its time.</summary>
internal sealed class WorkerRecording
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    // Before what was done on purpose, the recording says that it will be.
    private const string Announcement = "now: ";

    private WorkerRecording(JsonElement root)
    {
        Name = root.GetProperty("name").GetString()!;
        Note = root.GetProperty("note").GetString()!;
        JsonElement[] frames = [.. root.GetProperty("frames").EnumerateArray()];
        Begin = BeginOf(frames);
        Entries = [.. Timed(frames, Begin).OrderBy(entry => entry.At)];
    }

    public string Name { get; }

    public string Note { get; }

    /// <summary>Gets when the recording's own clock stood at zero, in milliseconds since 1970.</summary>
    public long Begin { get; }

    /// <summary>Gets the entries in the order of their times.</summary>
    public IReadOnlyList<WorkerRecordingEntry> Entries { get; }

    /// <summary>Gets whether the assigned agents joined their rooms.</summary>
    public bool AgentsJoin => Name.Contains("-agent-", StringComparison.Ordinal) || Name.EndsWith("-warm", StringComparison.Ordinal);

    /// <summary>Gets whether dispatches were listed by their ids, not all of the room.</summary>
    public bool ListsOneDispatch => Name.EndsWith("-warm", StringComparison.Ordinal);

    /// <summary>Gets whether connections that ended without a close frame were ended by the server; otherwise by the worker.</summary>
    public bool ServerDrops => Name == "worker-07-odd-frames";

    public static WorkerRecording Load(string name)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(RecordedExchange.PathOf(name)));
        return new WorkerRecording(file.RootElement.Clone());
    }

    // A job's start is on the server's clock, and the frame that tells of it on the recording's: the same machine, the same moment.
    private static long BeginOf(JsonElement[] frames)
    {
        foreach (var frame in frames)
        {
            if (OfferedJob(frame) is { } job)
                return (Nanoseconds(job.GetProperty("state").GetProperty("startedAt")) / NanosecondsPerMillisecond) - frame.GetProperty("at_ms").GetInt64();
        }

        // Tokens were made valid five seconds back.
        return (frames[0].GetProperty("jwt_claims").GetProperty("nbf").GetInt64() + 5) * 1000;
    }

    private static IEnumerable<WorkerRecordingEntry> Timed(JsonElement[] frames, long begin)
    {
        var times = Array.ConvertAll(frames, frame => TimeOf(frame, begin));
        var asked = new HashSet<string>(frames.Select(DispatchAnswered).OfType<string>());
        var rooms = new HashSet<string>(frames.Select(RoomCreated).OfType<string>());
        var last = 0L;
        var announced = (What: "", At: 0L);
        for (var i = 0; i < frames.Length; i++)
        {
            var text = frames[i].TryGetProperty("note", out var note) ? note.GetString()! : "";
            if (text.StartsWith(Announcement, StringComparison.Ordinal))
                announced = (text[Announcement.Length..], times[i]!.Value);
            else if (text.Length > 0 && text == announced.What)
                times[i] = announced.At;
            else if (text == "p1 joined, publishes nothing")
                times[i] = RoomOpened(frames.Select(OfferedJob).First(job => job is not null)!.Value) - begin;

            // What was only looked at was looked at before the next thing happened; what was done, after the last one.
            var isLook = text.StartsWith("List", StringComparison.Ordinal);
            last = times[i] ?? (isLook ? Math.Max(last, (times.Skip(i).FirstOrDefault(t => t is not null) ?? last) - 1) : last);
            yield return new WorkerRecordingEntry(last, frames[i]);

            // A dispatch that the recording does not mention, but its job does.
            if (OfferedJob(frames[i]) is { } job && job.TryGetProperty("agentName", out var agent)
                && !rooms.Contains(job.GetProperty("room").GetProperty("name").GetString()!) && asked.Add(job.GetProperty("dispatchId").GetString()!))
            {
                yield return new WorkerRecordingEntry(RoomOpened(job) - begin, JsonSerializer.SerializeToElement(new
                {
                    note = "CreateDispatch",
                    value = new { id = job.GetProperty("dispatchId").GetString(), agent_name = agent.GetString(), room = job.GetProperty("room").GetProperty("name").GetString(), metadata = "", state = new { jobs = Array.Empty<object>(), created_at = "1795330378156000000", deleted_at = "0" } },
                }));
            }
        }
    }

    private static long? TimeOf(JsonElement frame, long begin)
    {
        if (frame.TryGetProperty("at_ms", out var at))
            return at.GetInt64();
        if (Body(frame) is not { ValueKind: JsonValueKind.Object } body)
            return null;
        if (DispatchAnswered(frame) is not null && !frame.GetProperty("note").GetString()!.StartsWith("Delete", StringComparison.Ordinal))
            return (Nanoseconds(body.GetProperty("state").GetProperty("created_at")) / NanosecondsPerMillisecond) - begin;
        return body.TryGetProperty("creation_time_ms", out var created) ? long.Parse(created.GetString()!, CultureInfo.InvariantCulture) - begin : null;
    }

    private static long RoomOpened(JsonElement job) => long.Parse(job.GetProperty("room").GetProperty("creationTimeMs").GetString()!, CultureInfo.InvariantCulture);

    private static JsonElement? OfferedJob(JsonElement frame) =>
        frame.TryGetProperty("dir", out var direction) && direction.GetString() == "received"
        && frame.TryGetProperty("frame", out var message) && message.TryGetProperty("availability", out var availability)
            ? availability.GetProperty("job")
            : null;

    private static string? DispatchAnswered(JsonElement frame) =>
        Body(frame) is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("agent_name", out _) ? body.GetProperty("id").GetString() : null;

    private static string? RoomCreated(JsonElement frame) =>
        Body(frame) is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("creation_time_ms", out _) ? body.GetProperty("name").GetString() : null;

    private static JsonElement? Body(JsonElement frame)
    {
        if (!frame.TryGetProperty("value", out var value))
            return null;
        return value.ValueKind == JsonValueKind.Object && value.TryGetProperty("body", out var body) ? body : value;
    }

    private static long Nanoseconds(JsonElement time) => long.Parse(time.GetString()!, CultureInfo.InvariantCulture);
}

/// <summary>One line of a recording.</summary>
/// <param name="At">When, in milliseconds of the recording's clock.</param>
/// <param name="Line">The line.</param>
internal sealed record WorkerRecordingEntry(long At, JsonElement Line)
{
    public string? Text(string name) => Line.TryGetProperty(name, out var value) ? value.GetString() : null;
}
