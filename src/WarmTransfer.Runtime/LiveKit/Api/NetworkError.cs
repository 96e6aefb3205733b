using System.Net.WebSockets;

namespace WarmTransfer;

internal static class NetworkError
{
    /// <summary>Says whether an error may be gone the next time; a refused key, a broken precondition or a bug is not.</summary>
    public static bool IsTransient(Exception error) => error switch
    {
        LiveKitException { Code: TwirpErrorCode.Unauthenticated or TwirpErrorCode.PermissionDenied } => false,
        LiveKitException or OperationCanceledException or TimeoutException => true,
        HttpRequestException or WebSocketException or IOException => true,
        _ => false,
    };
}
