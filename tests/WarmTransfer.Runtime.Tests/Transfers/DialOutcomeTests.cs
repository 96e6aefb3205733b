using System.Globalization;
using System.Net;

namespace WarmTransfer.Runtime.Tests.Transfers;

public sealed class DialOutcomeTests
{
    [Theory]
    [InlineData(486, typeof(WarmTransferResult.Busy))]
    [InlineData(600, typeof(WarmTransferResult.Busy))]
    [InlineData(603, typeof(WarmTransferResult.Rejected))]
    [InlineData(403, typeof(WarmTransferResult.Rejected))]
    [InlineData(607, typeof(WarmTransferResult.Rejected))]
    [InlineData(487, typeof(WarmTransferResult.NoAnswer))]
    [InlineData(404, typeof(WarmTransferResult.Unreachable))]
    [InlineData(480, typeof(WarmTransferResult.Unreachable))]
    [InlineData(503, typeof(WarmTransferResult.Unreachable))]
    public void Of_SipStatus_Decides(int status, Type outcome)
    {
        var meta = new Dictionary<string, string> { ["sip_status_code"] = status.ToString(CultureInfo.InvariantCulture) };
        var error = new LiveKitException("SIP/CreateSIPParticipant", TwirpErrorCode.Unavailable, HttpStatusCode.ServiceUnavailable, "x", meta);

        Assert.IsType(outcome, ResultOf(error, rang: true));
    }

    [Fact]
    public void Of_CanceledWithoutStatus_DependsOnWhetherItRang()
    {
        var error = new LiveKitException("SIP/CreateSIPParticipant", TwirpErrorCode.Canceled, HttpStatusCode.RequestTimeout, "x");

        Assert.IsType<WarmTransferResult.NoAnswer>(ResultOf(error, rang: true));
        Assert.IsType<WarmTransferResult.Unreachable>(ResultOf(error, rang: false));
    }

    [Fact]
    public void Of_OtherErrors_AreUnreachable()
    {
        var error = new LiveKitException("SIP/CreateSIPParticipant", TwirpErrorCode.Unknown, HttpStatusCode.InternalServerError, "x");

        Assert.IsType<WarmTransferResult.Unreachable>(ResultOf(error, rang: true));
        Assert.IsType<WarmTransferResult.Unreachable>(ResultOf(error: null, rang: true));
    }

    private static WarmTransferResult ResultOf(LiveKitException? error, bool rang) => DialOutcome.ResultOf(DialOutcome.Of(error, rang));
}
