using System.Buffers;
using System.Globalization;

namespace WarmTransfer;

/// <summary>
/// Checks requests before anything is sent, for mistakes the server reports late, unclearly or not at all: it creates a
/// room named "", for example, drops what does not fit, and answers a misspelt number with 500.
/// </summary>
internal static class LiveKitRequestRules
{
    /// <summary>The longest the server waits for an answer to a call, in seconds.</summary>
    public const int MaxRingingSeconds = 80;

    private static readonly SearchValues<char> DtmfSymbols = SearchValues.Create("0123456789ABCDabcd*#w");

    // RFC 3261 §25.1, token.
    private static readonly SearchValues<char> HeaderNameSymbols =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.!%*_+`'~");

    public static void Check(CreateRoomRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckText(request.Name, "Name", "the room's name", nameof(request));
        CheckRoomTimeout(request.EmptyTimeout, "EmptyTimeout", nameof(request));
        CheckRoomTimeout(request.DepartureTimeout, "DepartureTimeout", nameof(request));
        if (request.MaxParticipants is { } most && most < 1)
            throw new ArgumentOutOfRangeException(nameof(request), most, "MaxParticipants must be 1 or more; leave it unset for no limit.");
    }

    public static void Check(CreateAgentDispatchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckText(request.Room, "Room", "the room the agent is wanted in", nameof(request));
        CheckText(request.AgentName, "AgentName", "the agent, as its workers register", nameof(request));
        if (request.Metadata is null)
            throw new ArgumentException("Metadata is null; leave it unset for none.", nameof(request));
    }

    public static void Check(UpdateParticipantRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckText(request.Room, "Room", "the room's name", nameof(request));
        CheckText(request.Identity, "Identity", "the participant's identity", nameof(request));
        CheckEntries(request.Attributes, "Attributes", nameof(request));
    }

    public static void CheckMove(string room, string identity, string destinationRoom)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(room);
        ArgumentException.ThrowIfNullOrWhiteSpace(identity);
        ArgumentException.ThrowIfNullOrWhiteSpace(destinationRoom);
        if (string.Equals(room, destinationRoom, StringComparison.Ordinal))
            throw new ArgumentException($"The participant is to be moved from room '{room}' to that same room; name another.", nameof(destinationRoom));
    }

    public static void Check(CreateSipParticipantRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckText(request.RoomName, "RoomName", "the room the phone joins", nameof(request));
        CheckText(request.ParticipantIdentity, "ParticipantIdentity", "the identity the phone joins under", nameof(request));
        CheckText(request.CallTo, "CallTo", "the phone number, or the user part of a SIP URI", nameof(request));
        CheckCallTo(request);
        CheckWayOut(request);
        CheckRingingTimeout(request);
        if (request.Dtmf is { } dtmf && dtmf.AsSpan().ContainsAnyExcept(DtmfSymbols))
            throw new ArgumentException("Dtmf may hold 0-9, A-D, * and #, and w for a pause of half a second; it holds something else.", nameof(request));
        CheckEntries(request.ParticipantAttributes, "ParticipantAttributes", nameof(request));
        CheckHeaders(request.Headers, nameof(request));
    }

    public static void Check(TransferSipParticipantRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckText(request.RoomName, "RoomName", "the room the call is in", nameof(request));
        CheckText(request.ParticipantIdentity, "ParticipantIdentity", "the call's identity", nameof(request));
        CheckText(request.TransferTo, "TransferTo", "where to transfer the call", nameof(request));
        if (!HasScheme(request.TransferTo, "sip:", "sips:", "tel:"))
            throw new ArgumentException("TransferTo must be a whole URI: tel:+15105550123, sip:desk@example.com or sips:desk@example.com.", nameof(request));
        CheckHeaders(request.Headers, nameof(request));
    }

    public static void Check(SipOutboundTrunk trunk)
    {
        ArgumentNullException.ThrowIfNull(trunk);
        if (trunk.TrunkId.Length > 0)
            throw new ArgumentException($"TrunkId is '{trunk.TrunkId}', but the server chooses the id of a new trunk; leave it empty.", nameof(trunk));
        CheckHost(trunk.Address, "Address", nameof(trunk));
        if (trunk.Numbers is not { Count: > 0 })
            throw new ArgumentException("Numbers is empty; name at least one number that calls may come from.", nameof(trunk));
        if (trunk.Numbers.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("Numbers holds an empty number; leave it out.", nameof(trunk));
    }

    /// <summary>Checks names to look for: the server does not take an empty one as "none".</summary>
    public static void CheckSought(IReadOnlyCollection<string> names, string parameter)
    {
        if (names.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("One of those to look for is empty; leave it out.", parameter);
    }

    private static void CheckCallTo(CreateSipParticipantRequest request)
    {
        // The host comes from the trunk or the connection, so a URI would name two.
        if (request.CallTo.Contains('@', StringComparison.Ordinal) || HasScheme(request.CallTo, "sip:", "sips:", "tel:"))
        {
            throw new ArgumentException(
                "CallTo is a whole URI, but the host comes from the trunk or the connection: give the phone number (+15105550123) or the user part (desk).",
                nameof(request));
        }
    }

    private static void CheckWayOut(CreateSipParticipantRequest request)
    {
        var hasTrunk = !string.IsNullOrWhiteSpace(request.TrunkId);
        if (hasTrunk && request.Connection is not null)
            throw new ArgumentException("Both TrunkId and Connection are set; a call goes out through one of them.", nameof(request));
        if (!hasTrunk && request.Connection is null)
            throw new ArgumentException("Neither TrunkId nor Connection is set; name the outbound trunk (ST_…) or the SIP server to call through.", nameof(request));
        if (request.Connection is not { } connection)
            return;

        CheckHost(connection.Hostname, "Connection.Hostname", nameof(request));
        CheckEntries(connection.HeadersToAttributes, "Connection.HeadersToAttributes", nameof(request));
        CheckEntries(connection.AttributesToHeaders, "Connection.AttributesToHeaders", nameof(request));
    }

    private static void CheckRingingTimeout(CreateSipParticipantRequest request)
    {
        var timeout = request.RingingTimeout;
        if (timeout < TimeSpan.FromSeconds(1) || timeout > TimeSpan.FromSeconds(MaxRingingSeconds) || !IsWholeSeconds(timeout))
        {
            throw new ArgumentOutOfRangeException(
                nameof(request),
                timeout,
                string.Create(CultureInfo.InvariantCulture, $"RingingTimeout must be whole seconds, 1 to {MaxRingingSeconds}: the server waits no longer for an answer."));
        }
    }

    private static void CheckRoomTimeout(TimeSpan? timeout, string property, string parameter)
    {
        // Zero on the wire means the server's default, which is not what someone who writes zero expects.
        if (timeout is { } time && (time < TimeSpan.FromSeconds(1) || time.TotalSeconds > uint.MaxValue || !IsWholeSeconds(time)))
            throw new ArgumentOutOfRangeException(parameter, time, $"{property} must be whole seconds, 1 or more; leave it unset for the server's default.");
    }

    private static void CheckEntries(IReadOnlyDictionary<string, string>? entries, string property, string parameter)
    {
        if (entries is null)
            return;

        foreach (var (name, value) in entries)
        {
            if (name.Length == 0 || value is null)
                throw new ArgumentException($"{property} holds an entry without a name, or without a value ('{name}').", parameter);
        }
    }

    // A header with a line break would be two headers, the second one of an attacker's choice.
    private static void CheckHeaders(IReadOnlyDictionary<string, string>? headers, string parameter)
    {
        if (headers is null)
            return;

        foreach (var (name, value) in headers)
        {
            if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(HeaderNameSymbols))
                throw new ArgumentException($"Headers holds the name '{name}', which is no SIP header name (RFC 3261 §25.1): letters, digits and -.!%*_+`'~ only.", parameter);
            if (value is null || value.Any(symbol => char.IsControl(symbol) && symbol != '\t'))
                throw new ArgumentException($"Headers holds a value for '{name}' that is missing or has a line break or another control character in it.", parameter);
        }
    }

    private static void CheckHost(string? host, string property, string parameter)
    {
        CheckText(host, property, "the SIP server's host", parameter);
        if (HasScheme(host!, "sip:", "sips:") || host!.AsSpan().ContainsAny("@;/"))
            throw new ArgumentException($"{property} must be a host, optionally with a port (sip.example.com:5061), without scheme, user or parameters.", parameter);
    }

    private static void CheckText(string? text, string property, string meaning, string parameter)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new ArgumentException($"{property} is empty; it must name {meaning}.", parameter);
    }

    private static bool HasScheme(string text, params ReadOnlySpan<string> schemes)
    {
        foreach (var scheme in schemes)
        {
            if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsWholeSeconds(TimeSpan time) => time.Ticks % TimeSpan.TicksPerSecond == 0;
}
