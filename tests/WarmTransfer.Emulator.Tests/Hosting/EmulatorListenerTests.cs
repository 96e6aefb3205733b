using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator.Tests.Hosting;

/// <summary>The same API over a real socket.</summary>
public sealed class EmulatorListenerTests : IAsyncLifetime
{
    private LiveKitEmulator _emulator = null!;
    private ApiClient _api = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await LiveKitEmulator.StartAsync();
        _api = new ApiClient(_emulator, new SocketsHttpHandler());
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Request_Json_IsAnswered()
    {
        using var response = await _api.PostJsonAsync("RoomService/CreateRoom", """{"name":"room","metadata":"m"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("Origin", Assert.Single(response.Headers.Vary));
        Assert.Equal("m", JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("metadata").GetString());
    }

    [Fact]
    public async Task Request_Protobuf_IsAnswered()
    {
        using var response = await _api.PostAsync("RoomService/CreateRoom", "application/protobuf", new Protocol.CreateRoomRequest { Name = "room" }.ToByteArray());

        Assert.Equal("room", Room.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync()).Name);
    }

    [Fact]
    public async Task Request_Malformed_IsRefused()
    {
        using var response = await _api.PostJsonAsync("RoomService/CreateRoom", """{"name":""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("""{"code":"malformed","msg":"the json request could not be decoded"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Request_Oversized_IsRefused()
    {
        // Refused by its announced length: the server does not wait for the body, nor may the client insist on sending it.
        using var socket = new TcpClient();
        await socket.ConnectAsync(_emulator.Url.Host, _emulator.Url.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            "POST /twirp/livekit.RoomService/CreateRoom HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1048577\r\n\r\n"));

        using var answer = new StreamReader(socket.GetStream(), Encoding.ASCII);
        Assert.StartsWith("HTTP/1.1 413 ", await answer.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_Aborted_LeavesTheServerAnswering()
    {
        using var cancel = new CancellationTokenSource();
        var moving = _api.PostJsonAsync("RoomService/MoveParticipant", """{"room":"room","identity":"ghost","destination_room":"elsewhere"}""", cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => moving);

        using var response = await _api.PostJsonAsync("RoomService/ListRooms", "{}");

        Assert.Equal("""{"rooms":[]}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Requests_AtOnce_MakeEachRoomOnce()
    {
        async Task<string> CreateAsync(int i)
        {
            using var response = await _api.PostJsonAsync("RoomService/CreateRoom", $$"""{"name":"room-{{i % 8}}"}""");
            return JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("sid").GetString()!;
        }

        var sids = await Task.WhenAll(Enumerable.Range(0, 64).Select(CreateAsync));

        Assert.Equal(8, sids.Distinct().Count());
        Assert.Equal(sids.Distinct().Order(), (await _emulator.Backend.Server.ListRoomsAsync()).Select(room => room.Sid).Order());
    }

    [Fact]
    public async Task Backend_OfAStartedEmulator_SharesItsRooms()
    {
        using var response = await _api.PostJsonAsync("RoomService/CreateRoom", """{"name":"room"}""");

        Assert.Equal("room", Assert.Single(await _emulator.Backend.Server.ListRoomsAsync()).Name);
        Assert.Equal(_emulator.Url, _emulator.Backend.Server.Url);
    }

    [Fact]
    public async Task Start_PortTaken_SaysWhich()
    {
        var port = _emulator.Url.Port;

        var error = await Assert.ThrowsAsync<IOException>(() => LiveKitEmulator.StartAsync(new LiveKitEmulatorOptions { Port = port }));

        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_Twice_ClosesThePort()
    {
        await using var emulator = await LiveKitEmulator.StartAsync();
        var port = emulator.Url.Port;
        await emulator.DisposeAsync();

        using var socket = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync(IPAddress.Loopback, port));
    }
}
