using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace WarmTransfer.Emulator.Tests.Faults;

/// <summary>Faults planned over HTTP, as by a program in another process.</summary>
public sealed class FaultEndpointTests : IAsyncLifetime
{
    private const string Path = "/emulator/faults";

    private LiveKitEmulator _emulator = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await LiveKitEmulator.StartAsync();
        _http = new HttpClient { BaseAddress = _emulator.Url };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"delay":"1.5s"}""", """{"id":"F_1","method":"*","delay":"1500ms","every":1,"befallen":0}""")]
    [InlineData("""{"delay":"forever","times":1}""", """{"id":"F_1","method":"*","delay":"forever","every":1,"times":1,"befallen":0}""")]
    [InlineData(
        """{"method":"SIP/CreateSIPParticipant","delay":"20ms","error":{"code":"unavailable","msg":"busy","meta":{"sip_status_code":"486"}},"every":3,"times":2}""",
        """{"id":"F_1","method":"SIP/CreateSIPParticipant","delay":"20ms","error":{"code":"unavailable","msg":"busy","meta":{"sip_status_code":"486"}},"every":3,"times":2,"befallen":0}""")]
    [InlineData("""{"answer":{"status":502,"body":"<h1>bad gateway</h1>","contentType":"text/html"}}""", """{"id":"F_1","method":"*","answer":{"status":502,"body":"<h1>bad gateway</h1>","contentType":"text/html"},"every":1,"befallen":0}""")]
    [InlineData("""{"drop":"request"}""", """{"id":"F_1","method":"*","drop":"request","every":1,"befallen":0}""")]
    [InlineData("""{"method":"RoomService/CreateRoom","drop":"answer"}""", """{"id":"F_1","method":"RoomService/CreateRoom","drop":"answer","every":1,"befallen":0}""")]
    public async Task Post_Fault_IsPlannedAndListed(string fault, string planned)
    {
        Assert.Equal((HttpStatusCode.Created, planned), await PostAsync(fault));

        Assert.Equal($$"""{"faults":[{{planned}}]}""", await _http.GetStringAsync(Path));
        Assert.Single(_emulator.Faults.Planned);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{\"delay\":\"1s\"", "not JSON")]
    [InlineData("\"delay\"", "the text is \"delay\"; expected an object")]
    [InlineData("{}", "nothing goes wrong; expected delay, error, answer or drop.")]
    [InlineData("""{"delay":"soon"}""", "delay is \"soon\"; expected a duration such as \"2s\"", "or \"forever\"")]
    [InlineData("""{"delay":2}""", "delay is 2; expected a duration")]
    [InlineData("""{"delay":"25000m"}""", "at most 24 hours")]
    [InlineData("""{"method":"RoomService/CreateRom","drop":"answer"}""", "method is \"RoomService/CreateRom\"; expected \"RoomService/CreateRoom\"?")]
    [InlineData("""{"dropp":"answer"}""", "dropp is not known; did you mean \"drop\"?", "nothing goes wrong")]
    [InlineData("""{"drop":"both"}""", "drop is \"both\"; expected one of \"request\", \"answer\"")]
    [InlineData("""{"drop":"answer","drop":"request"}""", "drop is given twice")]
    [InlineData("""{"drop":"answer","error":{"code":"internal"}}""", "error and drop exclude each other")]
    [InlineData("""{"drop":"answer","every":0}""", "every is 0; expected a whole number of 1 or more")]
    [InlineData("""{"drop":"answer","times":1.5}""", "times is 1.5; expected a whole number of 1 or more")]
    [InlineData("""{"error":{"msg":"busy"}}""", "error.code is missing; expected one of canceled")]
    [InlineData("""{"error":{"code":"unavailible"}}""", "error.code is \"unavailible\"; expected \"unavailable\"?")]
    [InlineData("""{"error":{"code":"internal","meta":{"a":1}}}""", "error.meta.a is 1; expected a text")]
    [InlineData("""{"error":true}""", "error is true; expected an object")]
    [InlineData("""{"answer":{"status":99}}""", "answer.status is 99; expected a whole number from 200 to 599")]
    [InlineData("""{"answer":{"reason":502}}""", "answer.status is missing", "answer.reason is not known; expected status, body, contentType")]
    public async Task Post_Mistake_NamesTheFieldAndWhatWasExpected(string fault, params string[] messages)
    {
        var (status, body) = await PostAsync(fault);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        var errors = string.Join('\n', JsonElement.Parse(body).GetProperty("errors").EnumerateArray().Select(error => error.GetString()));
        Assert.All(messages, message => Assert.Contains(message, errors, StringComparison.Ordinal));
        Assert.Empty(_emulator.Faults.Planned);
    }

    [Fact]
    public async Task Post_NotAsJson_IsRefused()
    {
        using var content = new StringContent("""{"drop":"answer"}""", Encoding.UTF8, "text/plain");

        using var response = await _http.PostAsync(Path, content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains("expected application/json", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_OneOfTwo_LeavesTheOther()
    {
        await PostAsync("""{"drop":"answer"}""");
        await PostAsync("""{"drop":"request"}""");

        using var deleted = await _http.DeleteAsync(Path + "/F_1");
        using var missing = await _http.DeleteAsync(Path + "/F_1");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted.StatusCode, missing.StatusCode));
        Assert.Equal("F_2", Assert.Single(_emulator.Faults.Planned).Id);
    }

    [Fact]
    public async Task Delete_All_LeavesNone()
    {
        await PostAsync("""{"drop":"answer"}""");
        await PostAsync("""{"drop":"request"}""");

        using var deleted = await _http.DeleteAsync(Path);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(_emulator.Faults.Planned);
    }

    [Fact]
    public async Task Put_IsNotAllowed()
    {
        using var response = await _http.PutAsync(Path, content: null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "POST", "DELETE"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Fault_PlannedOverHttp_BefallsTheNthRequest()
    {
        await PostAsync("""{"answer":{"status":502,"body":"bad gateway"},"every":2,"times":1}""");
        using var api = new ApiClient(_emulator, new SocketsHttpHandler());

        List<HttpStatusCode> statuses = [];
        for (var i = 0; i < 4; i++)
        {
            using var response = await api.PostJsonAsync("RoomService/ListRooms", "{}");
            statuses.Add(response.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.BadGateway, HttpStatusCode.OK, HttpStatusCode.OK], statuses);
        Assert.Equal("""{"faults":[]}""", await _http.GetStringAsync(Path));
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string fault)
    {
        using var content = new StringContent(fault, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await _http.PostAsync(Path, content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
