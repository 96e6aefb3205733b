namespace WarmTransfer;

/// <summary>The error codes of Twirp, the protocol of LiveKit's server API (Twirp specification v7).</summary>
public enum TwirpErrorCode
{
    /// <summary>No Twirp error was received: the server could not be reached, or something else answered.</summary>
    None = 0,

    /// <summary><c>canceled</c>: also a call that was not answered in time.</summary>
    Canceled,

    /// <summary><c>unknown</c>.</summary>
    Unknown,

    /// <summary><c>invalid_argument</c>.</summary>
    InvalidArgument,

    /// <summary><c>malformed</c>.</summary>
    Malformed,

    /// <summary><c>deadline_exceeded</c>.</summary>
    DeadlineExceeded,

    /// <summary><c>not_found</c>.</summary>
    NotFound,

    /// <summary><c>bad_route</c>.</summary>
    BadRoute,

    /// <summary><c>already_exists</c>.</summary>
    AlreadyExists,

    /// <summary><c>permission_denied</c>.</summary>
    PermissionDenied,

    /// <summary><c>unauthenticated</c>: also a missing grant.</summary>
    Unauthenticated,

    /// <summary><c>resource_exhausted</c>.</summary>
    ResourceExhausted,

    /// <summary><c>failed_precondition</c>.</summary>
    FailedPrecondition,

    /// <summary><c>aborted</c>.</summary>
    Aborted,

    /// <summary><c>out_of_range</c>.</summary>
    OutOfRange,

    /// <summary><c>unimplemented</c>.</summary>
    Unimplemented,

    /// <summary><c>internal</c>.</summary>
    Internal,

    /// <summary><c>unavailable</c>: also a missing participant or room, and most refused phone calls.</summary>
    Unavailable,

    /// <summary><c>dataloss</c>.</summary>
    DataLoss,
}
