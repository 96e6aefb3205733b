namespace WarmTransfer.Emulator;

/// <summary>A token the server does not accept: answered 401 with the message as plain text, before any route is looked at.</summary>
/// <param name="message">The body, word for word as a LiveKit server writes it.</param>
internal sealed class TokenRejectedException(string message) : Exception(message);
