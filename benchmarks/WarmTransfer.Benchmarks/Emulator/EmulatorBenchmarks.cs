using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using WarmTransfer.Emulator;

namespace WarmTransfer.Benchmarks.Emulator;

/// <summary>What a request to the emulator costs over a socket, beside Kestrel alone; and what many rooms cost.</summary>
internal static class EmulatorBenchmarks
{
    private const int Connections = 16;
    private const int Rounds = 150;
    private const int WarmUpRounds = 100;
    private const int OpenRooms = 10;
    private const string Trunk = "ST_billing";
    private const string Number = "+15105550123";

    public static async Task RunAsync()
    {
        await MeasureRequestsAsync();
        await MeasureRoomsAsync();
    }

    private static async Task MeasureRequestsAsync()
    {
        // The phone hangs up as soon as it has answered, so that the calls do not pile up; and the SIP service's own pauses
        // are left out, since they are the same however fast the server is.
        await using var emulator = await LiveKitEmulator.StartAsync(new LiveKitEmulatorOptions
        {
            Phones = new PhoneBook().Add(Number, Phone.AnswersAfter(TimeSpan.Zero).HangsUpAfter(TimeSpan.Zero)),
            Trunks = [new SipOutboundTrunk { TrunkId = Trunk, Address = "sip.example.com", Numbers = ["+15105550100"] }],
            SipTiming = new SipTiming { Join = TimeSpan.Zero, Joining = TimeSpan.Zero, Joined = TimeSpan.Zero, Answering = TimeSpan.Zero, Hangup = TimeSpan.Zero },
        });
        await using BareServer bare = await BareServer.StartAsync();
        for (var i = 0; i < OpenRooms; i++)
            await emulator.Backend.Server.CreateRoomAsync(new CreateRoomRequest { Name = $"open-{i}" });

        var token = emulator.Backend.Server.SignToken(new AccessToken
        {
            Identity = "benchmark",
            Video = new VideoGrant { RoomCreate = true, RoomList = true },
            Sip = new SipGrant { Call = true },
            Lifetime = TimeSpan.FromHours(6),
        });
        Case[] cases =
        [
            new($"ListRooms, {OpenRooms} of them", [Each(_ => LoadClient.Prepare("RoomService/ListRooms", token, new Protocol.ListRoomsRequest().ToByteArray()))]),
            new(
                "CreateRoom + DeleteRoom",
                [
                    Each(i => LoadClient.Prepare("RoomService/CreateRoom", token, new Protocol.CreateRoomRequest { Name = $"room-{i}" }.ToByteArray())),
                    Each(i => LoadClient.Prepare("RoomService/DeleteRoom", token, new Protocol.DeleteRoomRequest { Room = $"room-{i}" }.ToByteArray())),
                ]),
            new("CreateSIPParticipant", [Each(i => LoadClient.Prepare("SIP/CreateSIPParticipant", token, Dial(i).ToByteArray()))]),
        ];

        Console.WriteLine($"\n{Connections} requests at a time on loopback, protobuf\n");
        Console.WriteLine("| request | emulator | bare Kestrel | share | allocated | by bare Kestrel |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        using var ours = new LoadClient(emulator.Url.Port, Connections);
        using var theirs = new LoadClient(bare.Port, Connections);
        // All of it once before any of it counts: what the requests have in common is not to be compiled on the first one's account.
        foreach (Case each in cases)
            Comparison.Measure(WarmUpRounds, Ways(each, ours, theirs, bare));
        foreach (RoomInfo room in (await emulator.Backend.Server.ListRoomsAsync()).Skip(OpenRooms))
            await emulator.Backend.Server.DeleteRoomAsync(room.Name);
        List<(double Rps, double Share)> figures = [.. cases.Select(each => Measure(each, ours, theirs, bare))];
        Console.WriteLine();
        Report.Figure("emulator.rps", Math.Round(figures.Min(figure => figure.Rps)));
        Report.Figure("emulator.vs_bare", Math.Round(figures.Min(figure => figure.Share), 3));
    }

    private static Way[] Ways(Case @case, LoadClient ours, LoadClient theirs, BareServer bare)
    {
        // What the emulator answers to the first of them is what the bare server answers, too.
        byte[][] answers = [.. @case.Steps.Select(step => ours.Ask(step[0]))];
        return
        [
            new("emulator", () =>
            {
                foreach (var step in @case.Steps)
                    ours.RoundTrip(step);
            }),
            new("bare Kestrel", () =>
            {
                for (var i = 0; i < answers.Length; i++)
                {
                    bare.Answer(answers[i]);
                    theirs.RoundTrip(@case.Steps[i]);
                }
            }),
        ];
    }

    private static (double Rps, double Share) Measure(Case @case, LoadClient ours, LoadClient theirs, BareServer bare)
    {
        Way[] ways = Ways(@case, ours, theirs, bare);
        IReadOnlyList<Timing> timings = Comparison.Measure(Rounds, ways);
        var requests = Connections * @case.Steps.Length;
        double[] rates = [.. timings.Select(timing => requests / (timing.Nanoseconds / 1e9))];
        double[] bytes = [.. ways.Select(way => BytesOfAllThreads(way.Run) / requests)];
        var share = rates[0] / rates[1];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {@case.Name} | {rates[0]:#,0}/s | {rates[1]:#,0}/s | {share:0.00} | {bytes[0]:#,0} B | {bytes[1]:#,0} B |"));
        return (rates[0], share);
    }

    // The server works on threads of its own; the client allocates nothing.
    private static double BytesOfAllThreads(Action run)
    {
        const int Times = 200;
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Times; i++)
            run();
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Times;
    }

    private static async Task MeasureRoomsAsync()
    {
        const int Rooms = 1_000;
        await using var emulator = await LiveKitEmulator.StartAsync(new LiveKitEmulatorOptions
        {
            Phones = new PhoneBook().Add(Number, Phone.AnswersAfter(TimeSpan.FromMilliseconds(100))),
            Trunks = [new SipOutboundTrunk { TrunkId = Trunk, Address = "sip.example.com", Numbers = ["+15105550100"] }],
        });
        ILiveKitServer server = emulator.Backend.Server;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Stopwatch.GetTimestamp();

        List<IRoom>[] joined = await Task.WhenAll(Enumerable.Range(0, Rooms).Select(async i =>
        {
            var room = $"call-{i}";
            List<IRoom> rooms = [await JoinAsync(emulator, room, "caller"), await emulator.Backend.JoinAsAgentAsync(room, "ai")];
            await server.CreateSipParticipantAsync(new CreateSipParticipantRequest { TrunkId = Trunk, CallTo = Number, RoomName = room, ParticipantIdentity = "human", WaitUntilAnswered = true });
            return rooms;
        }));

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        var megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024d / 1024;
        IReadOnlyList<RoomInfo> open = await server.ListRoomsAsync();
        IReadOnlyList<ParticipantInfo> last = await server.ListParticipantsAsync($"call-{Rooms - 1}");
        if (open.Count != Rooms || last.Count != 3)
            throw new InvalidOperationException($"Expected {Rooms} rooms with three participants, found {open.Count} with {last.Count} in the last.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n1,000 rooms, in each a caller, an agent and a phone that has answered: {elapsed.TotalSeconds:0.00} s, {megabytes:0.0} MB\n"));
        Report.Figure("emulator.rooms_1000_seconds", Math.Round(elapsed.TotalSeconds, 2));
        Report.Figure("emulator.rooms_1000_megabytes", Math.Round(megabytes, 1));
        foreach (IRoom room in joined.SelectMany(rooms => rooms))
            await room.DisposeAsync();
    }

    private static Task<IRoom> JoinAsync(LiveKitEmulator emulator, string room, string identity) =>
        emulator.Rooms.ConnectAsync(emulator.Url, emulator.Backend.Server.SignToken(new AccessToken { Identity = identity, Video = new VideoGrant { RoomJoin = true, Room = room } }));

    private static Protocol.CreateSIPParticipantRequest Dial(int i) => new()
    {
        SipTrunkId = Trunk,
        SipCallTo = Number,
        RoomName = $"call-{i}",
        ParticipantIdentity = "human",
        WaitUntilAnswered = true,
    };

    private static byte[][] Each(Func<int, byte[]> request) => [.. Enumerable.Range(0, Connections).Select(request)];

    /// <summary>Something to measure: requests for each connection, step after step.</summary>
    private sealed record Case(string Name, byte[][][] Steps);
}
