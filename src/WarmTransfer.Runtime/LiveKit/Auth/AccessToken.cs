namespace WarmTransfer;

/// <summary>Who a LiveKit token is for and what it allows. Signed by <see cref="ILiveKitServer.SignToken"/>.</summary>
public sealed record AccessToken
{
    /// <summary>Gets the participant's identity (<c>sub</c>); needed to join a room.</summary>
    public string? Identity { get; init; }

    /// <summary>Gets the participant's display name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets what the participant is. Default: <see cref="ParticipantKind.Standard"/>.</summary>
    public ParticipantKind Kind { get; init; }

    /// <summary>Gets the participant's metadata.</summary>
    public string? Metadata { get; init; }

    /// <summary>Gets the participant's attributes.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>Gets what the token allows in rooms.</summary>
    public VideoGrant? Video { get; init; }

    /// <summary>Gets what the token allows with phone calls.</summary>
    public SipGrant? Sip { get; init; }

    /// <summary>Gets the SHA-256 of a webhook body, standard base64.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Gets how long the token is valid: more than zero. Default: 10 minutes.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>What a token allows in rooms (claim <c>video</c>). Unset grants are left out of the token.</summary>
public sealed record VideoGrant
{
    /// <summary>Gets whether rooms may be created and deleted.</summary>
    public bool RoomCreate { get; init; }

    /// <summary>Gets whether rooms may be listed.</summary>
    public bool RoomList { get; init; }

    /// <summary>Gets whether <see cref="Room"/> may be administered.</summary>
    public bool RoomAdmin { get; init; }

    /// <summary>Gets whether <see cref="Room"/> may be joined.</summary>
    public bool RoomJoin { get; init; }

    /// <summary>Gets the room the grants are for.</summary>
    public string? Room { get; init; }

    /// <summary>Gets the room a participant may be moved or forwarded to.</summary>
    public string? DestinationRoom { get; init; }

    /// <summary>Gets whether tracks may be published. Unset: yes.</summary>
    public bool? CanPublish { get; init; }

    /// <summary>Gets whether others may be heard and seen. Unset: yes.</summary>
    public bool? CanSubscribe { get; init; }

    /// <summary>Gets whether data and text may be sent. Unset: as <see cref="CanPublish"/>.</summary>
    public bool? CanPublishData { get; init; }

    /// <summary>Gets whether the participant may change its own metadata and attributes.</summary>
    public bool? CanUpdateOwnMetadata { get; init; }

    /// <summary>Gets whether others do not see the participant.</summary>
    public bool Hidden { get; init; }

    /// <summary>Gets whether the token allows registering as an agent worker, or joining as an agent.</summary>
    public bool Agent { get; init; }
}

/// <summary>What a token allows with phone calls (claim <c>sip</c>).</summary>
public sealed record SipGrant
{
    /// <summary>Gets whether trunks may be administered.</summary>
    public bool Admin { get; init; }

    /// <summary>Gets whether calls may be made and transferred.</summary>
    public bool Call { get; init; }
}
