using System.Net;

namespace WarmTransfer.Emulator;

/// <summary>Joins the emulator's rooms without a network: what a test or a local run uses in place of real media.</summary>
/// <param name="rooms">The rooms.</param>
/// <param name="verifier">Checks a token's key, signature and times, and says what it allows.</param>
/// <param name="address">Gives the emulator's address: a client set up for another server must not land here.</param>
internal sealed class InProcessRoomConnector(RoomDirectory rooms, TokenVerifier verifier, Func<Uri> address) : IRoomConnector
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
            CheckAddress(url);
            return Task.FromResult<IRoom>(Join(Verify(token)));
        }
        catch (LiveKitException exception)
        {
            return Task.FromException<IRoom>(exception);
        }
    }

    /// <summary>Joins as the token in an <c>Authorization</c> header says.</summary>
    /// <exception cref="LiveKitException">It is no token, or does not allow it.</exception>
    public InProcessRoom Join(string authorization)
    {
        const string Bearer = "Bearer ";
        return authorization.StartsWith(Bearer, StringComparison.Ordinal)
            ? Join(Verify(authorization[Bearer.Length..]))
            : throw Refused(HttpStatusCode.Unauthorized, TwirpErrorCode.Unauthenticated, "there is no token; send it as Authorization: Bearer");
    }

    /// <summary>Joins as the token says.</summary>
    public InProcessRoom Join(TokenGrants token)
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

    private void CheckAddress(Uri url)
    {
        var own = address();
        if (!string.Equals(url.Host, own.Host, StringComparison.OrdinalIgnoreCase) || url.Port != own.Port)
            throw new LiveKitException(Method, TwirpErrorCode.None, statusCode: null, $"nothing answers at {url.Host}:{url.Port}; the emulator's address is {own}");
    }

    private TokenGrants Verify(string token)
    {
        try
        {
            return verifier.Verify(token);
        }
        catch (TokenRejectedException exception)
        {
            // A real server's text repeats the token, which belongs in no exception.
            throw Refused(HttpStatusCode.Unauthorized, TwirpErrorCode.Unauthenticated, exception.Message.Replace(token, "(not shown)", StringComparison.Ordinal));
        }
    }

    private static JoinRequest Check(TokenGrants token)
    {
        if (!token.RoomJoin)
            throw Refused(HttpStatusCode.Unauthorized, TwirpErrorCode.Unauthenticated, "the token does not allow joining a room; sign it with the grant roomJoin and the room's name");
        if (token.Room.Length == 0)
            throw Refused(HttpStatusCode.Unauthorized, TwirpErrorCode.Unauthenticated, "the token names no room; set the grant 'room'");
        if (token.Identity.Length == 0)
            throw Refused(HttpStatusCode.BadRequest, TwirpErrorCode.InvalidArgument, "the token names nobody; set the identity (claim 'sub')");

        return new JoinRequest
        {
            Room = token.Room,
            Identity = token.Identity,
            Name = token.Name,
            Metadata = token.Metadata,
            Kind = KindOf(token.Kind),
            Attributes = token.Attributes,
            Agent = token.Agent,
            Permissions = new ParticipantPermissions
            {
                CanPublish = token.CanPublish ?? true,
                CanSubscribe = token.CanSubscribe ?? true,
                CanPublishData = token.CanPublishData ?? token.CanPublish ?? true,
                CanUpdateMetadata = token.CanUpdateOwnMetadata ?? false,
                Hidden = token.Hidden,
            },
        };
    }

    // Written in lower case by LiveKit's servers and SDKs; a kind nobody knows is a standard participant.
    private static ParticipantKind KindOf(string kind) =>
        Enum.TryParse<ParticipantKind>(kind, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : ParticipantKind.Standard;

    private static LiveKitException Refused(HttpStatusCode status, TwirpErrorCode code, string why) => new(Method, code, status, why);
}
