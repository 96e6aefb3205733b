using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace WarmTransfer.Runtime.Tests;

/// <summary>What a real LiveKit answered once (a file of <c>vectors</c>).</summary>
internal sealed class RecordedExchange
{
    private readonly JsonElement _response;

    private RecordedExchange(JsonElement response) => _response = response;

    public HttpStatusCode Status => (HttpStatusCode)_response.GetProperty("status").GetInt32();

    public string MediaType => MediaTypeHeaderValue.Parse(_response.GetProperty("headers").GetProperty("content-type").GetString()!).MediaType!;

    public JsonElement Body => _response.GetProperty("body");

    public static RecordedExchange Load(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "vectors", name + ".json");
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return new RecordedExchange(document.RootElement.GetProperty("response").Clone());
    }

    /// <summary>The answer as it was, the token sent put back where the recording left it out.</summary>
    public HttpResponseMessage ToResponse(string token)
    {
        var body = _response.TryGetProperty("body_raw", out var raw)
            ? raw.GetString()!.Replace("<the presented token>", token, StringComparison.Ordinal)
            : Body.GetRawText();
        return new HttpResponseMessage(Status) { Content = new StringContent(body, Encoding.UTF8, MediaType) };
    }
}
