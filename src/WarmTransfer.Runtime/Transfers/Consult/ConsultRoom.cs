using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace WarmTransfer;

/// <summary>The room the human is called into, with the AI in it.</summary>
internal sealed class ConsultRoom
{
    /// <summary>Should this process die, the server clears an empty room away after this long.</summary>
    private static readonly TimeSpan EmptyTimeout = TimeSpan.FromMinutes(1);

    /// <summary>Transfers of one caller so far: each has a name of its own, so that a retry never meets a room that is just being deleted.</summary>
    private static readonly ConditionalWeakTable<IRoom, StrongBox<int>> Attempts = [];

    /// <summary>Names in use in this process. The server is asked too, but two transfers that ask at once would both be told that a name is free.</summary>
    private static readonly ConditionalWeakTable<ILiveKitServer, ConcurrentDictionary<string, byte>> Reserved = [];

    private readonly ILiveKitServer _server;

    private ConsultRoom(ILiveKitServer server, string name, string humanIdentity, IRoom room, CallSession session)
    {
        _server = server;
        Name = name;
        HumanIdentity = humanIdentity;
        Room = room;
        Session = session;
    }

    public string Name { get; }

    public string HumanIdentity { get; }

    public IRoom Room { get; }

    public CallSession Session { get; }

    public bool HumanIsPresent => Room.Contains(HumanIdentity);

    /// <summary>Creates the room and joins it. When that fails, or is cancelled, nothing stays behind.</summary>
    public static async Task<ConsultRoom> OpenAsync(ICallerLeg caller, TransferSettings settings, IReadOnlyList<AITool> tools, CancellationToken cancellationToken)
    {
        var server = caller.LiveKit.Server;
        var (name, humanIdentity) = await ReserveNamesAsync(caller, settings.RoomName, cancellationToken);
        IRoom? room = null;
        CallSession? session = null;
        try
        {
            await server.CreateRoomAsync(new CreateRoomRequest { Name = name, EmptyTimeout = EmptyTimeout }, cancellationToken);
            room = await caller.LiveKit.JoinAsAgentAsync(name, caller.Room.LocalIdentity, cancellationToken);
            session = CreateSession(caller, settings, tools, room, humanIdentity);
            await session.StartAsync(cancellationToken);
            return new ConsultRoom(server, name, humanIdentity, room, session);
        }
        catch
        {
            await CleanUpAsync();
            throw;
        }

        async Task CleanUpAsync()
        {
            try
            {
                // The request may have been cut off after the server had acted on it, so the room is deleted in every case.
                await CloseAsync(server, name, room, session, CancellationToken.None);
            }
            catch (Exception exception)
            {
                // Why it did not open is what the application has to know.
                caller.LoggerFactory.CreateLogger<WarmTransferTask>().ConsultRoomNotClosed(name, exception);
            }
        }
    }

    private static CallSession CreateSession(ICallerLeg caller, TransferSettings settings, IReadOnlyList<AITool> tools, IRoom room, string humanIdentity) =>
        new(caller.LiveKit, room, humanIdentity, new CallSessionOptions
        {
            ChatClient = settings.ChatClient,
            ChatOptions = settings.ChatOptions,
            Instructions = ConsultInstructions.Write(settings.Instructions, caller.History),
            Tools = tools,
            ApproveToolCall = settings.ApproveToolCall,
            Services = caller.Services,
            TimeProvider = caller.TimeProvider,
            LoggerFactory = caller.LoggerFactory,
        });

    public Task CloseAsync(CancellationToken cancellationToken) => CloseAsync(_server, Name, Room, Session, cancellationToken);

    private static async Task CloseAsync(ILiveKitServer server, string name, IRoom? room, CallSession? session, CancellationToken cancellationToken)
    {
        try
        {
            if (session is not null)
                await session.DisposeAsync();
            if (room is not null)
                await room.DisposeAsync();
        }
        finally
        {
            await DeleteAsync(server, name, cancellationToken);
        }
    }

    private static async Task DeleteAsync(ILiveKitServer server, string name, CancellationToken cancellationToken)
    {
        try
        {
            await server.EnsureRoomDeletedAsync(name, cancellationToken);
        }
        finally
        {
            // Not before: the deletion would hit the next one of that name. Where it failed, the server knows that the name is taken.
            NamesInUse(server).TryRemove(name, out _);
        }
    }

    private static async Task<(string Name, string HumanIdentity)> ReserveNamesAsync(ICallerLeg caller, string baseName, CancellationToken cancellationToken)
    {
        var server = caller.LiveKit.Server;
        while (true)
        {
            var number = Interlocked.Increment(ref Attempts.GetValue(caller.Room, _ => new StrongBox<int>()).Value);
            var suffix = number == 1 ? "" : "-" + number.ToString(CultureInfo.InvariantCulture);
            var name = baseName + suffix;
            var identity = "human-agent-sip" + suffix;
            if (caller.Room.Contains(identity) || !NamesInUse(server).TryAdd(name, 0))
                continue;

            var free = false;
            try
            {
                free = (await server.ListRoomsAsync([name], cancellationToken)).Count == 0;
            }
            finally
            {
                if (!free)
                    NamesInUse(server).TryRemove(name, out _);
            }

            if (free)
                return (name, identity);
        }
    }

    private static ConcurrentDictionary<string, byte> NamesInUse(ILiveKitServer server) =>
        Reserved.GetValue(server, _ => new ConcurrentDictionary<string, byte>(StringComparer.Ordinal));
}
