using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator;

/// <summary>The outbound trunks of a deployment.</summary>
/// <param name="ids">Names new trunks.</param>
internal sealed class TrunkRegistry(IdSource ids)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, SIPOutboundTrunkInfo> _trunks = new(StringComparer.Ordinal);

    /// <summary>Adds a trunk under an id of the server's choice.</summary>
    /// <exception cref="TwirpException">400 <c>invalid_argument</c>: the trunk cannot be used.</exception>
    public SIPOutboundTrunkInfo Create(SIPOutboundTrunkInfo? trunk)
    {
        if (Validate(trunk) is { } error)
            throw new TwirpException("invalid_argument", error);

        var created = trunk!.Clone();
        created.SipTrunkId = ids.Next("ST_");
        lock (_lock)
            _trunks.Add(created.SipTrunkId, created);
        return created.Clone();
    }

    /// <summary>Adds a trunk that exists from the start, under the id it has.</summary>
    public void Add(SipOutboundTrunk trunk)
    {
        var info = new SIPOutboundTrunkInfo
        {
            SipTrunkId = trunk.TrunkId,
            Name = trunk.Name,
            Metadata = trunk.Metadata,
            Address = trunk.Address,
            Transport = (SIPTransport)trunk.Transport,
            Numbers = { trunk.Numbers },
            AuthUsername = trunk.AuthUsername ?? "",
            AuthPassword = trunk.AuthPassword ?? "",
        };
        lock (_lock)
            _trunks[info.SipTrunkId] = info;
    }

    /// <summary>Changes a trunk: the whole of it, or the fields given.</summary>
    /// <exception cref="TwirpException">404 <c>not_found</c>; 400 <c>invalid_argument</c>: what would come of it cannot be used.</exception>
    public SIPOutboundTrunkInfo Update(UpdateSIPOutboundTrunkRequest request)
    {
        lock (_lock)
        {
            if (!_trunks.TryGetValue(request.SipTrunkId, out var existing))
                throw SipErrors.NoTrunk();
            var changed = request.ActionCase switch
            {
                UpdateSIPOutboundTrunkRequest.ActionOneofCase.Replace => request.Replace.Clone(),
                UpdateSIPOutboundTrunkRequest.ActionOneofCase.Update => Apply(request.Update, existing.Clone()),
                _ => throw SipErrors.Invalid("missing or unsupported action"),
            };
            changed.SipTrunkId = "";
            if (Validate(changed) is { } error)
                throw new TwirpException("invalid_argument", error);

            changed.SipTrunkId = request.SipTrunkId;
            _trunks[request.SipTrunkId] = changed;
            return changed.Clone();
        }
    }

    /// <summary>
    /// Lists trunks by id: all, or those asked for that exist. A real server ignores the page's limit here; so does
    /// this one.
    /// </summary>
    public ListSIPOutboundTrunkResponse List(ListSIPOutboundTrunkRequest request)
    {
        lock (_lock)
        {
            var found = _trunks.Values.Where(trunk => IsAskedFor(trunk, request));
            return new() { Items = { found.Select(trunk => trunk.Clone()) } };
        }
    }

    /// <summary>Deletes a trunk. Deleting one that is not there gives the same answer.</summary>
    public SIPTrunkInfo Delete(string id)
    {
        lock (_lock)
            _trunks.Remove(id);
        return new() { SipTrunkId = id };
    }

    /// <summary>Finds a trunk; <see langword="null"/> when there is none of that id.</summary>
    public SIPOutboundTrunkInfo? Find(string id)
    {
        lock (_lock)
            return _trunks.GetValueOrDefault(id)?.Clone();
    }

    private static SIPOutboundTrunkInfo Apply(SIPOutboundTrunkUpdate update, SIPOutboundTrunkInfo trunk)
    {
        if (update.HasAddress)
            trunk.Address = update.Address;
        if (update.HasTransport)
            trunk.Transport = update.Transport;
        if (update.HasDestinationCountry)
            trunk.DestinationCountry = update.DestinationCountry;
        if (update.HasAuthUsername)
            trunk.AuthUsername = update.AuthUsername;
        if (update.HasAuthPassword)
            trunk.AuthPassword = update.AuthPassword;
        if (update.HasName)
            trunk.Name = update.Name;
        if (update.HasMetadata)
            trunk.Metadata = update.Metadata;
        if (update.HasMediaEncryption)
            trunk.MediaEncryption = update.MediaEncryption;
        if (update.Numbers is { } numbers)
        {
            trunk.Numbers.Clear();
            trunk.Numbers.Add(numbers.Set);
        }

        return trunk;
    }

    private static string? Validate(SIPOutboundTrunkInfo? trunk) => trunk switch
    {
        null => "missing trunk",
        { SipTrunkId.Length: > 0 } => "trunk id must not be set",
        { Numbers.Count: 0 } => "no trunk numbers specified",
        { Address.Length: 0 } => "no outbound address specified",
        _ when IsUri(trunk.Address) => "trunk address should be a hostname or IP, not SIP URI",
        _ when trunk.Address.Contains("transport=", StringComparison.Ordinal) => "trunk transport should be set as a field, not a URI parameter",
        _ => null,
    };

    private static bool IsUri(string address) =>
        address.StartsWith("sip:", StringComparison.Ordinal) || address.StartsWith("sips:", StringComparison.Ordinal);

    private static bool IsAskedFor(SIPOutboundTrunkInfo trunk, ListSIPOutboundTrunkRequest request) =>
        (request.TrunkIds.Count == 0 || request.TrunkIds.Contains(trunk.SipTrunkId))
        && (request.Numbers.Count == 0 || request.Numbers.Any(trunk.Numbers.Contains));
}
