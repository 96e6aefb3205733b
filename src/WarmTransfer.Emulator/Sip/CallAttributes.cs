namespace WarmTransfer.Emulator;

/// <summary>The attributes the SIP service sets on a call's participant, step by step.</summary>
internal sealed class CallAttributes(Protocol.CreateSIPParticipantRequest request, SipTrunk trunk)
{
    /// <summary>Those it joins with.</summary>
    public Dictionary<string, string> WhenJoining(string sipCallId)
    {
        var attributes = new Dictionary<string, string> { [SipAttributes.CallId] = sipCallId };
        if (trunk.Id.Length > 0)
            attributes[SipAttributes.TrunkId] = trunk.Id;
        if (request.HidePhoneNumber)
            return attributes;
        attributes[SipAttributes.PhoneNumber] = request.SipCallTo;
        attributes[SipAttributes.TrunkPhoneNumber] = trunk.FromNumber;
        return attributes;
    }

    /// <summary>Those added when the INVITE is sent; the request's own come only now.</summary>
    public Dictionary<string, string> WhenDialing()
    {
        var attributes = new Dictionary<string, string>(request.ParticipantAttributes) { [SipAttributes.CallStatus] = SipAttributes.CallStatusDialing };
        if (!request.HidePhoneNumber)
            attributes[SipAttributes.Hostname] = trunk.Address;
        return attributes;
    }

    /// <summary>Those added with the answer: the SIP dialog's, and what the trunk or the request makes of its headers.</summary>
    public Dictionary<string, string> WhenAnswered(Phone phone, IdSource ids)
    {
        var attributes = new Dictionary<string, string>
        {
            [SipAttributes.CallIdFull] = ids.Next("") + ids.Next(""),
            [SipAttributes.CallTag] = ids.Next(""),
        };
        var include = request.IncludeHeaders != Protocol.SIPHeaderOptions.SipNoHeaders ? request.IncludeHeaders : trunk.IncludeHeaders;
        foreach (var (name, value) in phone.AnswerHeaders)
        {
            if (trunk.HeadersToAttributes.TryGetValue(name, out var attribute))
                attributes[attribute] = value;
            if (Includes(include, name))
                attributes["sip.h." + name.ToLowerInvariant()] = value;
        }

        return attributes;
    }

    private static bool Includes(Protocol.SIPHeaderOptions options, string header) => options switch
    {
        Protocol.SIPHeaderOptions.SipAllHeaders => true,
        Protocol.SIPHeaderOptions.SipXHeaders => header.StartsWith("X-", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
