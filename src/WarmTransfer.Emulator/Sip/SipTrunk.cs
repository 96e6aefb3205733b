namespace WarmTransfer.Emulator;

/// <summary>What a call goes through: a trunk kept by the server, or a connection given with the request.</summary>
internal sealed record SipTrunk
{
    private SipTrunk()
    {
    }

    public string Id { get; private init; } = "";

    /// <summary>Gets the SIP server, a host and perhaps a port.</summary>
    public string Address { get; private init; } = "";

    public string FromNumber { get; private init; } = "";

    public string User { get; private init; } = "";

    public string Password { get; private init; } = "";

    public IReadOnlyDictionary<string, string> Headers { get; private init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> HeadersToAttributes { get; private init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;

    public Protocol.SIPHeaderOptions IncludeHeaders { get; private init; }

    public static SipTrunk Of(Protocol.CreateSIPParticipantRequest request, Func<string, Protocol.SIPOutboundTrunkInfo?> find) =>
        request.SipTrunkId.Length > 0
            ? Of(find(request.SipTrunkId) ?? throw SipErrors.NoTrunk(), request)
            : Of(request.Trunk, request);

    // A real server picks any of the trunk's numbers; the first keeps runs alike.
    private static SipTrunk Of(Protocol.SIPOutboundTrunkInfo trunk, Protocol.CreateSIPParticipantRequest request) => new()
    {
        Id = trunk.SipTrunkId,
        Address = trunk.Address,
        FromNumber = request.SipNumber.Length > 0 ? request.SipNumber : trunk.Numbers.FirstOrDefault() ?? "",
        User = trunk.AuthUsername,
        Password = trunk.AuthPassword,
        Headers = trunk.Headers,
        HeadersToAttributes = trunk.HeadersToAttributes,
        IncludeHeaders = trunk.IncludeHeaders,
    };

    private static SipTrunk Of(Protocol.SIPOutboundConfig connection, Protocol.CreateSIPParticipantRequest request) => new()
    {
        Address = connection.Hostname,
        FromNumber = request.SipNumber,
        User = connection.AuthUsername,
        Password = connection.AuthPassword,
        HeadersToAttributes = connection.HeadersToAttributes,
    };
}
