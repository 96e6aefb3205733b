using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace WarmTransfer.Emulator;

/// <summary>The errors a LiveKit server answers for phone calls that fail, word for word.</summary>
internal static class SipErrors
{
    // Words of an error that went through the message bus.
    private const string Relayed = "twirp error unknown: ";

    public static TwirpException Cancelled() => new("canceled", Relayed + "canceled");

    public static TwirpException TransactionFailed() => new("canceled", Relayed + "transaction failed to complete (0 intermediate responses)");

    public static TwirpException TransferFailed() => new("canceled", Relayed + "call transfer failed");

    public static TwirpException TimedOut() => new("deadline_exceeded", Relayed + "request timed out");

    public static TwirpException NoService() => new("unavailable", Relayed + "no response from servers");

    public static TwirpException NoTrunk() => new("not_found", Relayed + "requested sip trunk does not exist");

    public static TwirpException NoCredentials() => new("unknown", Relayed + "server required auth, but no username or password was provided");

    public static TwirpException ConnectionRefused(string address) => new("unknown", $"{Relayed}transport<TCP> dial err=dial tcp {address}: connect: connection refused");

    public static TwirpException UnknownHost(string host) => new("unknown", $"{Relayed}fail to resolve target for \"{host}\": lookup _sip._udp.{host}: no such host");

    public static TwirpException Invalid(string what) => new("unknown", what);

    /// <summary>The phone gave a final status that is not an answer.</summary>
    public static TwirpException Rejected(int sipStatus)
    {
        var context = sipStatus is 400 or 404 or 480 or 486 or 488 ? "INVITE failed" : "unexpected status from INVITE response";
        return WithStatus(sipStatus, $"{context}: sip status: {sipStatus} ({SipStatusCodes.ShortName(sipStatus)})");
    }

    /// <summary>The phone refused to be transferred.</summary>
    public static TwirpException TransferRefused(int sipStatus) =>
        WithStatus(sipStatus, $"sip status {sipStatus}: {SipStatusCodes.ShortName(sipStatus)}");

    private static TwirpException WithStatus(int sipStatus, string message)
    {
        var (grpcCode, twirpCode) = SipStatusCodes.ErrorCode(sipStatus);
        return new TwirpException(twirpCode, Relayed + message, new Dictionary<string, string>
        {
            ["error_details"] = Details(grpcCode, message, sipStatus),
            ["sip_status"] = SipStatusCodes.Name(sipStatus),
            ["sip_status_code"] = sipStatus.ToString(CultureInfo.InvariantCulture),
        });
    }

    // google.rpc.Status: code (1), message (2), details (3, packed). Written by hand: its contract is not among ours.
    private static string Details(int grpcCode, string message, int sipStatus)
    {
        using var buffer = new MemoryStream();
        using (var output = new CodedOutputStream(buffer, leaveOpen: true))
        {
            output.WriteTag(1, WireFormat.WireType.Varint);
            output.WriteInt32(grpcCode);
            output.WriteTag(2, WireFormat.WireType.LengthDelimited);
            output.WriteString(message);
            output.WriteTag(3, WireFormat.WireType.LengthDelimited);
            output.WriteMessage(Any.Pack(new Protocol.SIPStatus { Code = sipStatus }));
        }

        return Convert.ToBase64String(buffer.ToArray());
    }
}
