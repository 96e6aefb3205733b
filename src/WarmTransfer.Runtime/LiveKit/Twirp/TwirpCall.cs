namespace WarmTransfer;

/// <summary>One method of LiveKit's server API, and how to call it.</summary>
/// <param name="Service">The service, without its package: <c>RoomService</c>.</param>
/// <param name="Method">The method: <c>CreateRoom</c>.</param>
/// <param name="Grant">The grant of the call's own token.</param>
/// <param name="Limit">How long the call may take, its retries included.</param>
/// <param name="IsRead">Whether it changes nothing, and so may be sent again.</param>
internal sealed record TwirpCall(string Service, string Method, AccessToken Grant, TimeSpan Limit, bool IsRead = false)
{
    /// <summary>Gets the name for people: <c>RoomService/CreateRoom</c>.</summary>
    public string Name { get; } = $"{Service}/{Method}";
}
