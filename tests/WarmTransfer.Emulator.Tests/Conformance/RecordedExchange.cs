using System.Text.Json;

namespace WarmTransfer.Emulator.Tests.Conformance;

/// <summary>One exchange with a real LiveKit server, from tests/vectors.</summary>
public sealed record RecordedExchange
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "vectors");

    public required string Name { get; init; }

    public required JsonElement Request { get; init; }

    public required JsonElement Response { get; init; }

    public string Method => Request.GetProperty("method").GetString()!;

    public string Route => Request.GetProperty("path").GetString()!;

    public JsonElement? Claims => Optional(Request, "jwt_claims");

    /// <summary>The body as text: recorded either as a text or as the JSON it was.</summary>
    public string Body => Request.GetProperty("body") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : Request.GetProperty("body").GetRawText();

    public int Status => Response.GetProperty("status").GetInt32();

    public TimeSpan Elapsed => TimeSpan.FromMilliseconds(Response.GetProperty("elapsed_ms").GetInt32());

    public static IEnumerable<string> NamesOf(string family) =>
        Directory.EnumerateFiles(Folder, family + "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static string PathOf(string name) => Path.Combine(Folder, name + ".json");

    public static RecordedExchange Load(string name)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(PathOf(name)));
        var root = file.RootElement.Clone();
        return new RecordedExchange { Name = name, Request = root.GetProperty("request"), Response = root.GetProperty("response") };
    }

    public string? RequestHeader(string name) => Optional(Request.GetProperty("headers"), name)?.GetString();

    public string? ResponseHeader(string name) => Optional(Response.GetProperty("headers"), name)?.GetString();

    public JsonElement? ResponseBody => Optional(Response, "body");

    public string? ResponseText => Optional(Response, "body_raw")?.GetString();

    private static JsonElement? Optional(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
