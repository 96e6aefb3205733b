using System.Net.Http.Headers;
using System.Text;
using WarmTransfer.Emulator.Tests.Conformance;

namespace WarmTransfer.Emulator.Tests;

/// <summary>Sends single requests to an emulator's server API, with a token that grants everything for every room it is asked about.</summary>
internal sealed class ApiClient(LiveKitEmulator emulator, HttpMessageHandler? handler = null) : IDisposable
{
    private readonly HttpClient _http = new(handler ?? emulator.CreateHandler()) { BaseAddress = emulator.Url };

    public string Room { get; init; } = "room";

    public string DestinationRoom { get; init; } = "elsewhere";

    public string Token => RecordedToken.Sign(
        $$$"""{"iss":"{{{emulator.ApiKey}}}","video":{"roomCreate":true,"roomList":true,"roomAdmin":true,"room":"{{{Room}}}","destinationRoom":"{{{DestinationRoom}}}"},"sip":{"admin":true,"call":true}}""",
        emulator.ApiSecret);

    public Task<HttpResponseMessage> PostJsonAsync(string method, string body, CancellationToken cancellationToken = default) =>
        PostAsync(method, "application/json", Encoding.UTF8.GetBytes(body), cancellationToken);

    public async Task<HttpResponseMessage> PostAsync(string method, string contentType, byte[] body, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/twirp/livekit." + method) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return await _http.SendAsync(request, cancellationToken);
    }

    public void Dispose() => _http.Dispose();
}
