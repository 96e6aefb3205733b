namespace WarmTransfer;

/// <summary>How a transferred call ended.</summary>
/// <param name="By">Who ended it.</param>
/// <param name="Reason">What the server said of it.</param>
/// <param name="Duration">How long the two were together.</param>
public sealed record CallEnd(CallEndedBy By, DisconnectReason Reason, TimeSpan Duration);

/// <summary>Who ended a transferred call.</summary>
public enum CallEndedBy
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>The caller left.</summary>
    Caller,

    /// <summary>The human left.</summary>
    Human,

    /// <summary>The application ended it through <see cref="ConnectedCall.EndAsync"/>.</summary>
    Application,

    /// <summary>The room was closed, or the connection to it was lost.</summary>
    Server,
}
