using System.Text;

namespace WarmTransfer.Emulator;

/// <summary>One HTTP response, free of the transport it goes over. Every one carries <c>Vary: Origin</c>, as a LiveKit server's do.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The <c>Content-Type</c> header; <see langword="null"/> for none.</param>
/// <param name="Body">The body.</param>
/// <param name="Location">The <c>Location</c> header of a redirect; otherwise <see langword="null"/>.</param>
internal sealed record EmulatorResponse(int Status, string? ContentType, ReadOnlyMemory<byte> Body, string? Location = null)
{
    /// <summary>The value of the <c>Vary</c> header.</summary>
    public const string Vary = "Origin";

    /// <summary>Gets the <c>Allow</c> header: the methods there are, for one there is not.</summary>
    public string? Allow { get; init; }

    public static EmulatorResponse Json(int status, ReadOnlyMemory<byte> body) => new(status, "application/json", body);

    public static EmulatorResponse Text(int status, string body) =>
        new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(body));

    public static EmulatorResponse MovedPermanently(string location) => new(301, ContentType: null, Body: default, location);
}
