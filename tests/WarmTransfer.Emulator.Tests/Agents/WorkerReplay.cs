using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WarmTransfer.Emulator.Tests.Conformance;
using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator.Tests.Agents;

/// <summary>
/// Does to an emulator what was done to the recorded server, at the same times, and compares every frame and answer: what
/// is in it, when it came, and that nothing else came.
/// </summary>
/// <remarks>Ping frames are the transport's; <c>WorkerWebSocketTests</c> has them.</remarks>
internal sealed partial class WorkerReplay
{
    // The recorded server and its client had work to do; nothing in the protocol is this short.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(250);

    private readonly WorkerRecording _recording;
    private readonly VirtualTime _time;
    private readonly LiveKitEmulator _emulator;
    private readonly DateTimeOffset _begin;
    private readonly Dictionary<string, ReplayedSocket> _sockets = [];
    private readonly Dictionary<string, string> _ids = [];
    private string? _token;
    private string _room = "";
    private string _dispatch = "";
    private IRoom? _agent;
    private DisconnectReason? _agentLeft;

    private WorkerReplay(WorkerRecording recording, int seed)
    {
        _recording = recording;
        _begin = DateTimeOffset.FromUnixTimeMilliseconds(recording.Begin);
        _time = new VirtualTime(_begin + TimeSpan.FromMilliseconds(Math.Min(0, recording.Entries[0].At)));
        _emulator = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = _time, Edition = LiveKitEdition.OpenSource, RandomSeed = seed });
    }

    public static void Run(string name, int seed = 1)
    {
        var replay = new WorkerReplay(WorkerRecording.Load(name), seed);
        replay._time.Run(replay.RunAsync);
    }

    private async Task RunAsync()
    {
        foreach (var entry in _recording.Entries)
        {
            await WaitUntilAsync(_begin + TimeSpan.FromMilliseconds(entry.At));
            await PlayAsync(entry);
        }

        Assert.All(_sockets, socket => Assert.Empty(socket.Value.Inbox));
        if (_agent is { } agent)
            await agent.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    private Task PlayAsync(WorkerRecordingEntry entry) => (entry.Text("dir"), entry.Text("event")) switch
    {
        ("sent", "connect") => ConnectAsync(entry),
        ("sent", null) => SendAsync(entry),
        ("received", "open (101)" or "websocket ping frame") => Task.CompletedTask,
        ("received", "close") => CloseAsync(entry),
        ("received", null) => ReceiveAsync(entry),
        (null, "connectionStateChanged") => Task.CompletedTask,
        (null, "disconnected") => AgentGoneAsync(entry),
        (null, null) => ApiAsync(entry),
        var other => throw new InvalidDataException($"{_recording.Name} at {entry.At}: {other} is not known to the replay."),
    };

    private Task ConnectAsync(WorkerRecordingEntry entry)
    {
        _sockets.Add(entry.Text("conn")!, new ReplayedSocket(_emulator));
        return Task.CompletedTask;
    }

    private async Task SendAsync(WorkerRecordingEntry entry)
    {
        var socket = Socket(entry);
        if (entry.Text("frame_base64") is { } base64)
        {
            socket.Server.Receive(new WorkerFrame(IsText: false, Convert.FromBase64String(base64)));
            return;
        }

        var json = entry.Text("frame_raw") ?? entry.Line.GetProperty("frame").GetRawText();
        socket.Server.Receive(new WorkerFrame(IsText: true, Encoding.UTF8.GetBytes(Translate(json))));
        if (_recording.AgentsJoin && json.Contains("JS_RUNNING", StringComparison.Ordinal))
            await JoinAsync();
    }

    private async Task JoinAsync()
    {
        if (_agent is { } older)
            await older.DisposeAsync();
        _agentLeft = null;
        _agent = await _emulator.Rooms.ConnectAsync(_emulator.Url, _token!);
        _agent.Observe(happened => _agentLeft ??= (happened as RoomEvent.Disconnected)?.Reason);
    }

    private async Task ReceiveAsync(WorkerRecordingEntry entry)
    {
        var inbox = Socket(entry).Inbox;
        var due = _begin + TimeSpan.FromMilliseconds(entry.At);
        while (inbox.Count == 0 && _time.GetUtcNow() < due + Tolerance)
            await Task.Delay(TimeSpan.FromMilliseconds(1), _time);
        Assert.True(inbox.Count > 0, $"{entry.At}: recorded {entry.Line}, nothing came");

        var (frame, at) = inbox.Dequeue();
        Assert.InRange(at, due - Tolerance, due + Tolerance);
        Assert.Equal(entry.Text("type"), frame.IsText ? "text" : "binary");
        if (entry.Text("frame_base64") is { } base64)
        {
            AnswerShape.AssertMatches(Readable(Convert.FromBase64String(base64)), Readable(frame.Payload.Span));
            return;
        }

        var recorded = entry.Line.GetProperty("frame");
        var actual = JsonNode.Parse(frame.Payload.Span)!;
        Learn(recorded, actual);
        if (actual["assignment"] is { } assignment)
        {
            AssertToken(entry.Line, _token = assignment["token"]!.GetValue<string>());
            assignment["token"] = "JWT";
        }

        AnswerShape.AssertMatches(JsonElement.Parse(Translate(recorded.GetRawText())), JsonSerializer.SerializeToElement(actual));
    }

    private Task CloseAsync(WorkerRecordingEntry entry)
    {
        var socket = Socket(entry);
        var byServer = _recording.ServerDrops && entry.Line.GetProperty("code").GetInt32() == 1006;
        Assert.Equal(byServer, socket.IsDropped);
        socket.Server.Closed();
        return Task.CompletedTask;
    }

    private async Task AgentGoneAsync(WorkerRecordingEntry entry)
    {
        var data = entry.Line.GetProperty("data");
        var reason = (DisconnectReason)(data.ValueKind == JsonValueKind.Array ? data[0] : data).GetInt32();
        if (reason == DisconnectReason.ClientInitiated)
            await _agent!.DisposeAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(1), _time);
        Assert.Equal(reason, _agentLeft);
    }

    private async Task ApiAsync(WorkerRecordingEntry entry)
    {
        var note = entry.Text("note")!;
        if (note == "p1 joined, publishes nothing")
            await JoinAsAsync("p1");
        else if (note == "now: agent leaves by itself")
            await _agent!.DisposeAsync();
        else if (note == "now: socket drop")
            Socket("w1").Server.Closed();
        if (!entry.Line.TryGetProperty("value", out var value) || value.ValueKind == JsonValueKind.Null || note == "decoded")
            return;

        var (status, body) = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("body", out var inner) ? (value.GetProperty("status").GetInt32(), inner) : (0, value);
        var (answered, answer) = await CallAsync(note, body);
        if (status != 0)
            Assert.Equal(status, (int)answered);
        Compare(note, body, answer);
    }

    private async Task<(HttpStatusCode Status, JsonNode Answer)> CallAsync(string note, JsonElement body)
    {
        var method = Words().Match(note).Value is "AgentDispatchService" ? "CreateDispatch" : Words().Match(note).Value;
        if (method == "CreateRoom")
            return await PostAsync("RoomService/CreateRoom", body.GetProperty("name").GetString()!, new { name = body.GetProperty("name").GetString(), agents = note.Contains("with agents", StringComparison.Ordinal) ? new[] { new { agent_name = "later", metadata = "from-create" } } : [] });
        if (method == "CreateDispatch")
        {
            _room = body.GetProperty("room").GetString()!;
            var created = await PostAsync("AgentDispatchService/CreateDispatch", _room, new { room = _room, agent_name = body.GetProperty("agent_name").GetString(), metadata = body.GetProperty("metadata").GetString() });
            _dispatch = created.Answer["id"]!.GetValue<string>();
            return created;
        }

        return method switch
        {
            "ListDispatch" => await PostAsync("AgentDispatchService/ListDispatch", RoomOf(note), new { room = RoomOf(note), dispatch_id = _recording.ListsOneDispatch ? _dispatch : "" }),
            "DeleteDispatch" => await PostAsync("AgentDispatchService/DeleteDispatch", _room, new { room = _room, dispatch_id = _ids[body.GetProperty("id").GetString()!] }),
            "ListParticipants" => await PostAsync("RoomService/ListParticipants", _room, new { room = _room }),
            "RemoveParticipant" => await PostAsync("RoomService/RemoveParticipant", _room, new { room = _room, identity = _agent!.LocalIdentity }),
            "DeleteRoom" => await PostAsync("RoomService/DeleteRoom", _room, new { room = _room }),
            _ => throw new InvalidDataException($"{_recording.Name}: \"{note}\" is not known to the replay."),
        };
    }

    private string RoomOf(string note) => Words().Matches(note) is [_, { Value: { } room }] && room.StartsWith("wr-", StringComparison.Ordinal) ? room : _room;

    private async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(string method, string room, object request)
    {
        using var api = new ApiClient(_emulator) { Room = room };
        using var response = await api.PostJsonAsync(method, JsonSerializer.Serialize(request));
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private void Compare(string note, JsonElement recorded, JsonNode actual)
    {
        if (note.StartsWith("ListParticipants", StringComparison.Ordinal) && recorded.ValueKind == JsonValueKind.Array)
        {
            var participants = new JsonArray([.. actual["participants"]!.AsArray().Select(p => (JsonNode)new JsonArray(p!["identity"]!.DeepClone(), p["kind"]!.DeepClone(), p["state"]!.DeepClone()))]);
            AnswerShape.AssertMatches(JsonElement.Parse(Translate(recorded.GetRawText())), JsonSerializer.SerializeToElement(participants));
            return;
        }

        if (actual["code"] is not null)
            actual.AsObject().Remove("meta");
        Learn(recorded, actual);
        AnswerShape.AssertMatches(JsonElement.Parse(Translate(recorded.GetRawText())), JsonSerializer.SerializeToElement(actual));
    }

    private async Task JoinAsAsync(string identity)
    {
        var offered = _recording.Entries.First(e => e.Line.TryGetProperty("frame", out var frame) && frame.TryGetProperty("availability", out _)).Line;
        var room = offered.GetProperty("frame").GetProperty("availability").GetProperty("job").GetProperty("room").GetProperty("name").GetString()!;
        await _emulator.Rooms.ConnectAsync(_emulator.Url, _emulator.Backend.Server.SignToken(new AccessToken { Identity = identity, Video = new VideoGrant { RoomJoin = true, Room = room } }));
    }

    // Ids are the server's: what stood for a job or a dispatch there stands for it here.
    private void Learn(JsonElement recorded, JsonNode? actual)
    {
        if (recorded.ValueKind == JsonValueKind.Object && actual is JsonObject found)
        {
            foreach (var property in recorded.EnumerateObject().Where(p => found.ContainsKey(p.Name)))
                LearnFrom(property, found[property.Name]);
        }
    }

    private void LearnFrom(JsonProperty recorded, JsonNode? actual)
    {
        if (recorded.Value.ValueKind == JsonValueKind.String && Id().IsMatch(recorded.Value.GetString()!))
            _ids.TryAdd(recorded.Value.GetString()!, actual!.GetValue<string>());
        else
            Learn(recorded.Value, actual);
    }

    private string Translate(string json) => _ids.Aggregate(json, (text, id) => text.Replace(id.Key, id.Value, StringComparison.Ordinal));

    private void AssertToken(JsonElement line, string token)
    {
        var parts = token.Split('.');
        AnswerShape.AssertMatches(line.GetProperty("job_token_header"), Decode(parts[0]));
        var claims = JsonNode.Parse(Decode(parts[1]).GetRawText())!;
        Assert.Equal(3600, claims["exp"]!.GetValue<long>() - claims["nbf"]!.GetValue<long>());
        Assert.Equal(_time.GetUtcNow().ToUnixTimeSeconds(), claims["nbf"]!.GetValue<long>());
        var recorded = JsonNode.Parse(Translate(line.GetProperty("job_token_claims").GetRawText()))!;
        foreach (var time in (string[])["exp", "nbf"])
            recorded[time] = claims[time]!.DeepClone();
        AnswerShape.AssertMatches(JsonSerializer.SerializeToElement(recorded), JsonSerializer.SerializeToElement(claims));
    }

    private async Task WaitUntilAsync(DateTimeOffset time)
    {
        if (time > _time.GetUtcNow())
            await Task.Delay(time - _time.GetUtcNow(), _time);
    }

    private ReplayedSocket Socket(WorkerRecordingEntry entry) => Socket(entry.Text("conn")!);

    private ReplayedSocket Socket(string name) => _sockets[name];

    private static JsonElement Readable(ReadOnlySpan<byte> message) => JsonElement.Parse(ProtoJsonWriter.WriteEvent(ServerMessage.Parser.ParseFrom(message)));

    private static JsonElement Decode(string part) => JsonElement.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(part));

    [GeneratedRegex("[A-Za-z0-9-]+", RegexOptions.None, 1000)]
    private static partial Regex Words();

    [GeneratedRegex("^A[JDW]_", RegexOptions.None, 1000)]
    private static partial Regex Id();
}
