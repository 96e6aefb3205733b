using System.Globalization;
using System.Text;

namespace WarmTransfer.Emulator;

/// <summary>How an emulated LiveKit is set up. Every value has a default that works for a test. Checked and copied when the emulator is made.</summary>
public sealed class LiveKitEmulatorOptions
{
    /// <summary>The API secret used when none is given. Development only: it is public.</summary>
    public const string DevelopmentApiSecret = "warm-transfer-development-secret-0001";

    private const int LeastSecretBytes = 32;

    /// <summary>Gets or sets the clock of everything timed: token lifetimes, ringing, room time-outs. Default: the system clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets the one API key the server knows, the <c>iss</c> of every token. Default <c>devkey</c>.</summary>
    public string ApiKey { get; set; } = "devkey";

    /// <summary>
    /// Gets or sets the secret the tokens are signed with (HS256), at least 32 bytes of UTF-8. Default
    /// <see cref="DevelopmentApiSecret"/>.
    /// </summary>
    public string ApiSecret { get; set; } = DevelopmentApiSecret;

    /// <summary>
    /// Gets or sets the TCP port on 127.0.0.1 for <c>LiveKitEmulator.StartAsync</c>, 0 to 65535. Default 0: a free one is chosen.
    /// An emulator that is used in process opens no port.
    /// </summary>
    public int Port { get; set; }

    /// <summary>Gets or sets which LiveKit this is. Default <see cref="LiveKitEdition.Cloud"/>.</summary>
    public LiveKitEdition Edition { get; set; } = LiveKitEdition.Cloud;

    /// <summary>Gets or sets the phones that can be called. Default: an empty book, in which every number is unknown.</summary>
    public PhoneBook Phones { get; set; } = new();

    /// <summary>
    /// Gets or sets the outbound trunks that exist from the start, under the ids given (<c>ST_…</c>), as if they had been created before.
    /// Default: none.
    /// </summary>
    public IReadOnlyList<SipOutboundTrunk> Trunks { get; set; } = [];

    /// <summary>
    /// Gets or sets where the server posts what happens in its rooms: absolute http or https addresses. Default: nowhere. Requests are
    /// signed with <see cref="ApiSecret"/>; one that is not received (no connection, no answer within 10 s, 429, 5xx except
    /// 501) is sent again after 1, 2, 4 and 8 s with the same id, and later events of its room wait behind it.
    /// </summary>
    public IReadOnlyList<Uri> Webhooks { get; set; } = [];

    /// <summary>
    /// Gets or sets what posts to <see cref="Webhooks"/>; not disposed by the emulator. Default: a client of its own, over sockets. Under
    /// a virtual clock, an invoker around a handler that answers in process.
    /// </summary>
    public HttpMessageInvoker? WebhookClient { get; set; }

    /// <summary>
    /// Gets or sets whether a SIP service is attached to the server. Default <see langword="true"/>. Without one, placing a call
    /// answers 503 <c>unavailable</c> after one second; trunks can still be created and listed.
    /// </summary>
    public bool SipServiceAttached { get; set; } = true;

    /// <summary>
    /// Gets or sets the seed of the ids (<c>RM_…</c>, <c>PA_…</c>, <c>ST_…</c>) and of everything else that varies. Default 1: two runs
    /// with the same seed and the same calls give the same ids.
    /// </summary>
    public int RandomSeed { get; set; } = 1;

    /// <summary>Gets how long a client over a socket may take to send a request.</summary>
    internal ListenerPatience Patience { get; init; } = new();

    /// <summary>Gets how long the SIP service takes for its own steps. Default: as recorded; it varies from server to server.</summary>
    internal SipTiming SipTiming { get; init; } = new();

    /// <summary>Gets how often a worker's WebSocket is pinged. Default: as recorded.</summary>
    internal TimeSpan WorkerPingInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Makes a copy, which later changes do not touch.</summary>
    internal LiveKitEmulatorOptions Copy()
    {
        var copy = (LiveKitEmulatorOptions)MemberwiseClone();
        copy.Webhooks = [.. Webhooks];
        return copy;
    }

    /// <summary>Says what is wrong with the values, all of it at once; empty when they can be used.</summary>
    internal IReadOnlyList<string> FindErrors()
    {
        List<string> errors = [];
        if (TimeProvider is null)
            errors.Add($"{nameof(TimeProvider)} is null; leave it unset for the system clock.");
        if (Phones is null)
            errors.Add($"{nameof(Phones)} is null; leave it unset for an empty book.");
        if (string.IsNullOrEmpty(ApiKey))
            errors.Add($"{nameof(ApiKey)} is empty; leave it unset for \"devkey\".");
        if (Encoding.UTF8.GetByteCount(ApiSecret ?? "") < LeastSecretBytes)
            errors.Add($"{nameof(ApiSecret)} has less than {LeastSecretBytes} bytes, which HS256 needs (RFC 7518 \u00a73.2); leave it unset for the development secret.");
        if (Port is < 0 or > 65535)
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(Port)} is {Port}; expected 0 (any free port) to 65535."));
        if (!Enum.IsDefined(Edition))
            errors.Add($"{nameof(Edition)} is {Edition}; expected {nameof(LiveKitEdition.Cloud)} or {nameof(LiveKitEdition.OpenSource)}.");
        if (Webhooks is null)
            errors.Add($"{nameof(Webhooks)} is null; leave it unset for none.");
        foreach (var url in Webhooks ?? [])
        {
            if (url is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
                errors.Add($"{nameof(Webhooks)} has \"{url}\"; expected an absolute address such as http://127.0.0.1:5000/livekit.");
        }

        if (Trunks is null)
            errors.Add($"{nameof(Trunks)} is null; leave it unset for none.");
        foreach (var trunk in Trunks ?? [])
        {
            if (!trunk.TrunkId.StartsWith("ST_", StringComparison.Ordinal) || trunk.Numbers.Count == 0 || trunk.Address.Length == 0)
                errors.Add($"{nameof(Trunks)} has \"{trunk.TrunkId}\", which is no trunk that can be called through; give it an id beginning with ST_, an address and at least one number.");
        }

        return errors;
    }
}
