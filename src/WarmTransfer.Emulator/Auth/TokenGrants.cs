using System.Collections.ObjectModel;

namespace WarmTransfer.Emulator;

/// <summary>What a verified token says: who the bearer is and what the bearer may do. All off when there is no token.</summary>
internal sealed record TokenGrants
{
    /// <summary>The grants of a request without a token.</summary>
    public static TokenGrants None { get; } = new();

    /// <summary>The claim <c>sub</c>.</summary>
    public string Identity { get; init; } = "";

    /// <summary>The display name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The participant kind as written in the token, e.g. <c>agent</c>; empty for a standard participant.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The participant's metadata.</summary>
    public string Metadata { get; init; } = "";

    /// <summary>The participant's attributes.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>May create and delete rooms.</summary>
    public bool RoomCreate { get; init; }

    /// <summary>May list rooms.</summary>
    public bool RoomList { get; init; }

    /// <summary>May administer <see cref="Room"/>.</summary>
    public bool RoomAdmin { get; init; }

    /// <summary>May join <see cref="Room"/>.</summary>
    public bool RoomJoin { get; init; }

    /// <summary>The room the grants are for.</summary>
    public string Room { get; init; } = "";

    /// <summary>The room participants may be moved to.</summary>
    public string DestinationRoom { get; init; } = "";

    /// <summary>May publish tracks; unset means yes.</summary>
    public bool? CanPublish { get; init; }

    /// <summary>May hear and see others; unset means yes.</summary>
    public bool? CanSubscribe { get; init; }

    /// <summary>May send data and text; unset means as <see cref="CanPublish"/>.</summary>
    public bool? CanPublishData { get; init; }

    /// <summary>May change its own metadata and attributes; unset means no.</summary>
    public bool? CanUpdateOwnMetadata { get; init; }

    /// <summary>Is not shown to others.</summary>
    public bool Hidden { get; init; }

    /// <summary>May register as an agent worker, or joins as an agent.</summary>
    public bool Agent { get; init; }

    /// <summary>May administer trunks.</summary>
    public bool SipAdmin { get; init; }

    /// <summary>May place and transfer calls.</summary>
    public bool SipCall { get; init; }

    /// <summary>Refuses the request unless <paramref name="granted"/>.</summary>
    /// <exception cref="TwirpException">401 <c>unauthenticated</c>: LiveKit never answers 403 for a missing grant.</exception>
    public static void Require(bool granted)
    {
        if (!granted)
            throw new TwirpException("unauthenticated", "permissions denied");
    }

    /// <summary>Refuses the request unless the token administers <paramref name="room"/>.</summary>
    /// <exception cref="TwirpException">401 <c>unauthenticated</c>.</exception>
    public void RequireAdmin(string room) => Require(RoomAdmin && Room == room);
}
