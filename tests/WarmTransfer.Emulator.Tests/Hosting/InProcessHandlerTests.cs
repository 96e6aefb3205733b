using System.Net;
using Google.Protobuf;
using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator.Tests.Hosting;

public sealed class InProcessHandlerTests
{
    private const string MoveGhost = """{"room":"room","identity":"ghost","destination_room":"elsewhere"}""";

    private readonly VirtualTime _time = new();
    private readonly LiveKitEmulator _emulator;

    public InProcessHandlerTests() => _emulator = new LiveKitEmulator(new LiveKitEmulatorOptions { TimeProvider = _time });

    [Fact]
    public void Send_AnswerTakesTime_KeepsTheThreadAndTheClock()
    {
        var thread = Environment.CurrentManagedThreadId;
        List<int> threads = [];

        var elapsed = _time.Run(async () =>
        {
            using var api = new ApiClient(_emulator);
            // Ticking beside the request: were the answer delivered on another thread, the clock would run on meanwhile.
            using var ticker = new PeriodicTimer(TimeSpan.FromMilliseconds(1), _time);
            for (var i = 0; i < 5; i++)
            {
                using var response = await api.PostJsonAsync("RoomService/MoveParticipant", MoveGhost);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
                threads.Add(Environment.CurrentManagedThreadId);
            }

            return _time.Elapsed;
        });

        Assert.Equal(TimeSpan.FromSeconds(15), elapsed);
        Assert.Equal([thread], threads.Distinct());
    }

    [Fact]
    public void Send_Cancelled_LetsTheCallerGoAtOnce() => _time.Run(async () =>
    {
        using var api = new ApiClient(_emulator);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1), _time);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => api.PostJsonAsync("RoomService/MoveParticipant", MoveGhost, cancel.Token));

        Assert.Equal(TimeSpan.FromSeconds(1), _time.Elapsed);
    });

    [Fact]
    public void Send_AlreadyCancelled_ChangesNothing() => _time.Run(async () =>
    {
        using var api = new ApiClient(_emulator);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => api.PostJsonAsync("RoomService/CreateRoom", """{"name":"room"}""", new CancellationToken(canceled: true)));

        _emulator.AssertNothingLeft();
    });

    [Fact]
    public void Send_Protobuf_AnswersInProtobuf() => _time.Run(async () =>
    {
        using var api = new ApiClient(_emulator);
        var request = new Protocol.CreateRoomRequest { Name = "room", EmptyTimeout = 7 };

        using var response = await api.PostAsync("RoomService/CreateRoom", "application/protobuf", request.ToByteArray());

        Assert.Equal("application/protobuf", response.Content.Headers.ContentType?.ToString());
        var room = Room.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(("room", 7u), (room.Name, room.EmptyTimeout));
    });

    [Fact]
    public void Send_ProtobufAndAnError_AnswersTheErrorInJson() => _time.Run(async () =>
    {
        using var api = new ApiClient(_emulator);

        using var response = await api.PostAsync("RoomService/DeleteRoom", "application/protobuf", new DeleteRoomRequest { Room = "room" }.ToByteArray());

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("""{"code":"not_found","msg":"twirp error unknown: requested room does not exist"}""", await response.Content.ReadAsStringAsync());
    });

    [Fact]
    public void Send_MalformedProtobuf_IsRefused() => _time.Run(async () =>
    {
        using var api = new ApiClient(_emulator);

        using var response = await api.PostAsync("RoomService/CreateRoom", "application/protobuf", [0x0A, 0x7F]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("""{"code":"malformed","msg":"the protobuf request could not be decoded"}""", await response.Content.ReadAsStringAsync());
    });

    [Fact]
    public void Send_UnknownService_IsNotFound() => _time.Run(async () =>
    {
        using var api = new ApiClient(_emulator);

        using var response = await api.PostJsonAsync("NoSuchService/Anything", "{}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType?.ToString());
    });

    [Fact]
    public void Send_PathWithoutMethod_IsRedirectedWithItsQuery() => _time.Run(async () =>
    {
        using var http = new HttpClient(_emulator.CreateHandler()) { BaseAddress = _emulator.Url };

        using var response = await http.PostAsync("/twirp/livekit.SIP?a=1", new ByteArrayContent([]));

        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal("/twirp/livekit.SIP/?a=1", response.Headers.Location?.ToString());
    });

    [Fact]
    public void Send_OversizedBody_IsRefused() => _time.Run(async () =>
    {
        using var api = new ApiClient(_emulator);

        using var response = await api.PostAsync("RoomService/CreateRoom", "application/json", new byte[(1024 * 1024) + 1]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    });
}
