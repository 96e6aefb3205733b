namespace WarmTransfer;

/// <summary>The least each call of the server API needs: a leaked token opens one room for a minute, not the project.</summary>
internal static class LiveKitGrants
{
    // The server reads a token once, when the request arrives.
    private static readonly TimeSpan RequestLifetime = TimeSpan.FromMinutes(1);

    /// <summary>CreateRoom and DeleteRoom.</summary>
    public static AccessToken CreateRooms { get; } = For(new VideoGrant { RoomCreate = true });

    /// <summary>ListRooms.</summary>
    public static AccessToken ListRooms { get; } = For(new VideoGrant { RoomList = true });

    /// <summary>CreateSIPParticipant.</summary>
    public static AccessToken Call { get; } = new() { Sip = new SipGrant { Call = true }, Lifetime = RequestLifetime };

    /// <summary>Everything about trunks.</summary>
    public static AccessToken AdministerTrunks { get; } = new() { Sip = new SipGrant { Admin = true }, Lifetime = RequestLifetime };

    /// <summary>Everything about one room's participants.</summary>
    public static AccessToken Administer(string room) => For(new VideoGrant { RoomAdmin = true, Room = room });

    /// <summary>MoveParticipant.</summary>
    public static AccessToken Move(string room, string destinationRoom) =>
        For(new VideoGrant { RoomAdmin = true, Room = room, DestinationRoom = destinationRoom });

    /// <summary>TransferSIPParticipant.</summary>
    public static AccessToken Transfer(string room) => Administer(room) with { Sip = new SipGrant { Call = true } };

    private static AccessToken For(VideoGrant grant) => new() { Video = grant, Lifetime = RequestLifetime };
}
