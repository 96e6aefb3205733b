using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WarmTransfer.Emulator;

/// <summary>All rooms of the emulated LiveKit, and everyone in them: the one place where their state changes.</summary>
/// <remarks>
/// Every change is made under <see cref="Gate"/>; those who watch are told after it is released, in the order of the
/// changes (see <see cref="Outbox"/>). This file: the rooms. The others: who is in them, what they send, what
/// the server does to them, and the agents asked for.
/// </remarks>
internal sealed partial class RoomDirectory(LiveKitEmulatorOptions options, IdSource ids, ILogger? logger = null)
{
    private const int MaxRoomNameLength = 256;
    private const uint DefaultEmptyTimeout = 300;
    private const uint DefaultDepartureTimeout = 20;

    // A timer holds 49 days; a room that is to wait longer waits 30.
    private const uint LongestTimeout = 30 * 86_400;

    // What the recorded server lists for every room; the emulator does nothing with it.
    private static readonly string[] Codecs = ["audio/opus", "audio/red", "video/VP8", "video/H264", "video/VP9", "video/AV1", "video/rtx"];

    private readonly ILogger _logger = logger ?? NullLogger.Instance;
    private readonly Dictionary<string, LiveRoom> _rooms = [];
    private readonly List<Action<ServerEvent>> _observers = [];

    public TimeProvider Time { get; } = options.TimeProvider;

    public IdSource Ids { get; } = ids;

    /// <summary>Gets the lock all state is changed under.</summary>
    public Lock Gate { get; } = new();

    public Outbox Outbox { get; } = new(logger ?? NullLogger.Instance);

    /// <summary>Gets the agent workers that are connected.</summary>
    public WorkerPool Workers { get; } = new(options.TimeProvider, ids, options.RandomSeed);

    /// <summary>Calls <paramref name="observer"/> with what the server tells its webhooks from now on.</summary>
    public IDisposable Observe(Action<ServerEvent> observer)
    {
        lock (Gate)
            _observers.Add(observer);
        return new Subscription(() =>
        {
            lock (Gate)
                _observers.Remove(observer);
        });
    }

    public Protocol.Room CreateRoom(Protocol.CreateRoomRequest request) => Change(() => GetOrOpen(request).Snapshot());

    /// <summary>Lists rooms in the order in which they were created.</summary>
    /// <param name="names">The names to look for; none for all.</param>
    public IReadOnlyList<Protocol.Room> ListRooms(IReadOnlyCollection<string> names) => Change(() =>
        _rooms.Values.Where(r => names.Count == 0 || names.Contains(r.Name)).Select(r => r.Snapshot()).ToList());

    /// <summary>Names the rooms that are callers' own: one joined it, and is still there, or nobody is.</summary>
    public HashSet<string> CallerRooms() => Change(() => _rooms.Values
        .Where(room => room.IsCallers && (room.Participants.Count == 0 || room.Participants.Exists(p => p.Endpoint is EmulatedCaller)))
        .Select(room => room.Name)
        .ToHashSet(StringComparer.Ordinal));

    /// <summary>Something is wrong with the script of a test: under a virtual clock its run ends with this error, otherwise it is kept for <see cref="LiveKitEmulator.AssertNothingLeft"/>.</summary>
    public void FailRun(Exception error)
    {
        Outbox.Fail(error);
        (Time as VirtualTime)?.Fail(error);
    }

    public void DeleteRoom(string name) => Change(() => Close(Room(name), Protocol.DisconnectReason.RoomDeleted));

    /// <summary>Closes every room, as a server does that shuts down.</summary>
    public void ShutDown() => Change(() =>
    {
        foreach (var room in _rooms.Values.ToArray())
            Close(room, Protocol.DisconnectReason.ServerShutdown);
    });

    public Protocol.Room UpdateRoomMetadata(string name, string metadata) => Change(() =>
    {
        var room = Room(name);
        room.Info.Metadata = metadata;
        return room.Snapshot();
    });

    /// <summary>Makes a change under the lock, then tells those who watch.</summary>
    public T Change<T>(Func<T> change)
    {
        // A change made as part of another one: the outer one tells, once the lock is released.
        if (Gate.IsHeldByCurrentThread)
            return change();

        try
        {
            lock (Gate)
                return change();
        }
        finally
        {
            Outbox.Drain();
        }
    }

    /// <inheritdoc cref="Change{T}"/>
    public void Change(Action change) => Change(() =>
    {
        change();
        return true;
    });

    private LiveRoom GetOrOpen(Protocol.CreateRoomRequest request)
    {
        // The settings of a room that exists stay as they are.
        if (_rooms.TryGetValue(request.Name, out var existing))
            return existing;
        if (request.Name.Length > MaxRoomNameLength)
            throw new TwirpException("invalid_argument", "twirp error unknown: room name length exceeds limits: max length 256");

        var now = Time.GetUtcNow();
        var room = new LiveRoom(new Protocol.Room
        {
            Sid = Ids.Next("RM_"),
            Name = request.Name,
            EmptyTimeout = request.EmptyTimeout == 0 ? DefaultEmptyTimeout : request.EmptyTimeout,
            DepartureTimeout = request.DepartureTimeout == 0 ? DefaultDepartureTimeout : request.DepartureTimeout,
            MaxParticipants = request.MaxParticipants,
            CreationTime = now.ToUnixTimeSeconds(),
            CreationTimeMs = now.ToUnixTimeMilliseconds(),
            TurnPassword = Ids.Next(""),
            EnabledCodecs = { Codecs.Select(mime => new Protocol.Codec { Mime = mime }) },
            Metadata = request.Metadata,
        });
        _rooms.Add(room.Name, room);
        CloseAfter(room, room.Info.EmptyTimeout);
        DispatchFromTheStart(room, request.Agents);
        Tell(ServerEvent.RoomStarted, room);
        return room;
    }

    private void Close(LiveRoom room, Protocol.DisconnectReason reason)
    {
        foreach (var participant in room.Participants.ToArray())
            Leave(participant, reason);
        room.IsClosed = true;
        room.CloseTimer?.Dispose();
        room.CloseTimer = null;
        _rooms.Remove(room.Name);
        Tell(ServerEvent.RoomFinished, room);
    }

    private void CloseAfter(LiveRoom room, uint seconds)
    {
        room.CloseTimer?.Dispose();
        room.CloseTimer = Time.CreateTimer(_ => Change(() => CloseIfDeserted(room)), null, TimeSpan.FromSeconds(Math.Min(seconds, LongestTimeout)), Timeout.InfiniteTimeSpan);
    }

    private void CloseIfDeserted(LiveRoom room)
    {
        // The timer may have fired while someone was joining.
        if (room.IsClosed || room.CloseTimer is null)
            return;
        Close(room, Protocol.DisconnectReason.RoomClosed);
    }

    private LiveRoom Room(string name) =>
        _rooms.TryGetValue(name, out var room) ? room : throw new TwirpException("not_found", "twirp error unknown: requested room does not exist");

    // What nobody hears is not put into words.
    private void Tell(string name, LiveRoom room, LiveParticipant? participant = null, LiveTrack? track = null)
    {
        if (_observers.Count > 0)
            Tell(new ServerEvent(name, room.Snapshot(), participant?.Snapshot(), track?.Info.Clone()));
    }

    private void Tell(ServerEvent serverEvent)
    {
        foreach (var observer in _observers)
            Outbox.Add(() => observer(serverEvent));
    }
}
