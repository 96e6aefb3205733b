using System.Net;

namespace WarmTransfer.Emulator;

/// <summary>Joins the emulator's rooms without a network: what a test or a local run uses in place of real media.</summary>
/// <param name="rooms">The rooms.</param>
/// <param name="readToken">Checks a token's key, signature and times, and says what it allows.</param>
internal sealed class InProcessRoomConnector(RoomDirectory rooms, Func<string, JoinToken> readToken) : IRoomConnector
{
    private const string Method = "join";

    /// <inheritdoc/>
    public Task<IRoom> ConnectAsync(Uri url, string token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentException.ThrowIfNullOrEmpty(token);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult<IRoom>(Join(readToken(token)));
        }
        catch (LiveKitException exception)
        {
            return Task.FromException<IRoom>(exception);
        }
    }

    /// <summary>Joins as the token says.</summary>
    public InProcessRoom Join(JoinToken token)
    {
        var room = new InProcessRoom(rooms);
        try
        {
            room.Attach(rooms.Join(Check(token), room));
            return room;
        }
        catch (TwirpException exception)
        {
            throw new LiveKitException(Method, TwirpErrorCode.ResourceExhausted, HttpStatusCode.TooManyRequests, exception.Message);
        }
    }

    private static JoinRequest Check(JoinToken token)
    {
        if (!token.RoomJoin)
            throw Refused(HttpStatusCode.Unauthorized, TwirpErrorCode.Unauthenticated, "the token does not allow joining a room; sign it with the grant roomJoin and the room's name");
        if (string.IsNullOrEmpty(token.Room))
            throw Refused(HttpStatusCode.Unauthorized, TwirpErrorCode.Unauthenticated, "the token names no room; set the grant 'room'");
        if (string.IsNullOrEmpty(token.Identity))
            throw Refused(HttpStatusCode.BadRequest, TwirpErrorCode.InvalidArgument, "the token names nobody; set the identity (claim 'sub')");

        return new JoinRequest
        {
            Room = token.Room,
            Identity = token.Identity,
            Name = token.Name,
            Metadata = token.Metadata,
            Kind = token.Kind,
            Attributes = token.Attributes,
            Permissions = token.Permissions,
            Agent = token.Agent,
        };
    }

    internal static LiveKitException Refused(HttpStatusCode status, TwirpErrorCode code, string why) => new(Method, code, status, why);
}

/// <summary>What a verified token says about who joins and what they may do.</summary>
internal sealed record JoinToken
{
    public string Identity { get; init; } = "";

    public string Name { get; init; } = "";

    public string Metadata { get; init; } = "";

    public ParticipantKind Kind { get; init; }

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;

    public bool RoomJoin { get; init; }

    public string Room { get; init; } = "";

    public bool Agent { get; init; }

    public ParticipantPermissions Permissions { get; init; } = new();
}
