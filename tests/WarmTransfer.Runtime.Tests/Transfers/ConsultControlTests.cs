namespace WarmTransfer.Runtime.Tests.Transfers;

public sealed class ConsultControlTests
{
    private readonly List<TransferMessage> _posted = [];
    private readonly ConsultControl _control;

    public ConsultControlTests() => _control = new ConsultControl(_posted.Add);

    [Fact]
    public async Task ConnectToCaller_BeforeTheHumanSpoke_IsRefusedAndDecidesNothing()
    {
        Assert.StartsWith("Refused", await _control.ConnectToCallerAsync(), StringComparison.Ordinal);
        Assert.Empty(_posted);
    }

    [Fact]
    public async Task ConnectToCaller_Twice_DecidesOnceAndAnswersBoth()
    {
        _control.HumanHasSpoken();
        var first = _control.ConnectToCallerAsync();
        var second = _control.ConnectToCallerAsync();

        Assert.False(first.IsCompleted || second.IsCompleted);
        _control.Close("done");

        Assert.Equal(["done", "done"], await Task.WhenAll(first, second));
        Assert.Equal([new TransferMessage.Decided(ConsultDecision.Accept, "")], _posted);
    }

    [Fact]
    public void DeclineAndVoicemail_AfterAccept_ChangeNothing()
    {
        _control.HumanHasSpoken();
        _ = _control.ConnectToCallerAsync();

        Assert.Contains("already being connected", _control.Decline("no"), StringComparison.Ordinal);
        Assert.Contains("already being connected", _control.VoicemailDetected(), StringComparison.Ordinal);
        Assert.Single(_posted);
    }

    [Fact]
    public async Task ConnectToCaller_AfterDecline_ChangesNothing()
    {
        _control.HumanHasSpoken();
        _control.Decline("  in a meeting ");

        Assert.Contains("already ended", await _control.ConnectToCallerAsync(), StringComparison.Ordinal);
        Assert.Equal([new TransferMessage.Decided(ConsultDecision.Decline, "in a meeting")], _posted);
    }

    [Fact]
    public async Task ConnectToCaller_TokenCancelled_StopsWaitingButTheDecisionStands()
    {
        _control.HumanHasSpoken();
        using var source = new CancellationTokenSource();
        var accept = _control.ConnectToCallerAsync(source.Token);
        source.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accept);
        Assert.Single(_posted);
    }
}
