using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace WarmTransfer.Runtime.Tests;

/// <summary>Takes the place of the network: keeps each request, and answers as told.</summary>
internal sealed class ScriptedServer(Func<ReceivedRequest, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public const string ApiKey = "APItest";
    public const string Secret = "this-is-the-secret-of-the-test-project";

    private readonly Lock _lock = new();
    private readonly List<ReceivedRequest> _requests = [];

    public ScriptedServer(Func<ReceivedRequest, HttpResponseMessage> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    public IReadOnlyList<ReceivedRequest> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    public ReceivedRequest Request => Assert.Single(Requests);

    public static HttpResponseMessage Ok(IMessage message) => Answer(HttpStatusCode.OK, "application/protobuf", message.ToByteArray());

    public static HttpResponseMessage Error(HttpStatusCode status, string code, string message = "it went wrong") =>
        Answer(status, "application/json", System.Text.Encoding.UTF8.GetBytes($$"""{"code":"{{code}}","msg":"{{message}}"}"""));

    public static HttpResponseMessage Answer(HttpStatusCode status, string mediaType, byte[] body) =>
        new(status) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } } };

    /// <summary>A client of this server. It goes without HttpClient, which would leave the thread of a virtual clock.</summary>
    public LiveKitServerClient CreateClient(TimeProvider? time = null, string url = "wss://livekit.test", LogRecorder? log = null) =>
        new(new HttpMessageInvoker(this, disposeHandler: false), new LiveKitCredentials(url, ApiKey, Secret), time, log?.CreateLogger<LiveKitServerClient>());

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var received = new ReceivedRequest(
            request.Method,
            request.RequestUri!,
            request.Content!.Headers.ContentType!.ToString(),
            await request.Content.ReadAsByteArrayAsync(cancellationToken),
            request.Headers.Authorization!);
        lock (_lock)
            _requests.Add(received);
        return await answer(received, cancellationToken);
    }
}

/// <summary>A request as it would have gone out.</summary>
internal sealed record ReceivedRequest(HttpMethod Method, Uri Uri, string ContentType, byte[] Body, AuthenticationHeaderValue Authorization)
{
    public string Token => Authorization.Parameter!;

    public JsonObject Claims => ClaimsOf(Token);

    public string? Room => (string?)Claims["video"]?["room"];

    /// <summary>What the token allows: its <c>video</c> and <c>sip</c> claims.</summary>
    public JsonObject Grants => new(Claims.Where(claim => claim.Key is "video" or "sip").Select(claim => KeyValuePair.Create(claim.Key, claim.Value?.DeepClone())));

    public static JsonObject ClaimsOf(string token) => JsonNode.Parse(Base64UrlEncoder.Decode(token.Split('.')[1]))!.AsObject();
}
