namespace WarmTransfer.Runtime.Tests.Transfers;

public sealed class ConsultControlTests
{
    private readonly List<Decision> _made = [];
    private readonly HumanDecision _decision;
    private readonly ConsultControl _control;

    public ConsultControlTests()
    {
        _decision = new HumanDecision(() => _made.Add(_decision!.Made!));
        _control = new ConsultControl(_decision, TimeProvider.System);
    }

    [Fact]
    public async Task ConnectToCaller_BeforeTheHumanSpoke_IsRefusedAndDecidesNothing()
    {
        Assert.StartsWith("Refused", await _control.ConnectToCallerAsync(), StringComparison.Ordinal);
        Assert.Empty(_made);
    }

    [Fact]
    public async Task ConnectToCaller_Twice_DecidesOnceAndAnswersBoth()
    {
        _decision.HumanHasSpoken();
        var first = _control.ConnectToCallerAsync();
        var second = _control.ConnectToCallerAsync();

        Assert.False(first.IsCompleted || second.IsCompleted);
        _decision.Close("done");

        Assert.Equal(["done", "done"], await Task.WhenAll(first, second));
        Assert.Equal([new Decision(ConsultDecision.Accept)], _made);
    }

    [Fact]
    public void DeclineAndVoicemail_AfterAccept_ChangeNothing()
    {
        _decision.HumanHasSpoken();
        _ = _control.ConnectToCallerAsync();

        Assert.Contains("already being connected", _control.Decline("no"), StringComparison.Ordinal);
        Assert.Contains("already being connected", _control.VoicemailDetected(), StringComparison.Ordinal);
        Assert.Single(_made);
    }

    [Fact]
    public async Task ConnectToCaller_AfterDecline_ChangesNothing()
    {
        _decision.HumanHasSpoken();
        _control.Decline("  in a meeting ");

        Assert.Contains("already ended", await _control.ConnectToCallerAsync(), StringComparison.Ordinal);
        Assert.Equal([new Decision(ConsultDecision.Decline, "in a meeting")], _made);
    }

    [Fact]
    public async Task ConnectToCaller_TokenCancelled_StopsWaitingButTheDecisionStands()
    {
        _decision.HumanHasSpoken();
        using var source = new CancellationTokenSource();
        var accept = _control.ConnectToCallerAsync(source.Token);
        source.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accept);
        Assert.Single(_made);
    }
}
