namespace WarmTransfer;

/// <summary>One method of LiveKit's server API and the terms on which it is called.</summary>
/// <param name="Service">The service, without its package: <c>RoomService</c>.</param>
/// <param name="Method">The method: <c>CreateRoom</c>.</param>
/// <param name="Grant">What the call's own token allows.</param>
/// <param name="Limit">How long the call may take, its retries included.</param>
/// <param name="IsRead">Whether sending it again changes nothing, so that it may be.</param>
internal sealed record TwirpCall(string Service, string Method, AccessToken Grant, TimeSpan Limit, bool IsRead = false)
{
    /// <summary>Gets the name for people: <c>RoomService/CreateRoom</c>.</summary>
    public string Name { get; } = $"{Service}/{Method}";
}
