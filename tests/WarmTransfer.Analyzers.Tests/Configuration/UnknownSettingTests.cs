using Microsoft.CodeAnalysis;

namespace WarmTransfer.Analyzers.Tests;

public sealed class UnknownSettingTests
{
    [Theory]
    [InlineData("SipTrunk", "did you mean 'SipTrunkId'?")]
    [InlineData("ringTimeout", "did you mean 'RingingTimeout'?")]
    [InlineData("MaxHold", "did you mean 'MaxHoldTime'?")]
    [InlineData("Dtmf", "set WarmTransferOptions.Dtmf in code")]
    [InlineData("sipConnection", "set WarmTransferOptions.SipConnection in code")]
    [InlineData("Colour", "the settings are CallTo, SipTrunkId, SipNumber, RoomName, Greeting, GreetingAudio, AcceptDigit, DeclineDigit, RingingTimeout, ConsultTimeout, SilenceTimeout, MaxHoldTime, MergeTimeout")]
    public async Task Setting_ThatIsNeverRead_IsReportedWithTheNearest(string name, string remedy)
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzeAsync($$"""
            {
              "WarmTransfer": {
                "{{name}}": "1",
                "CallTo": "+15105550123"
              }
            }
            """));

        Assert.Equal("WT2010", diagnostic.Id);
        Assert.Equal($"The setting '{name}' of the section WarmTransfer is never read; {remedy}", diagnostic.GetMessage());
    }

    [Fact]
    public async Task Setting_ThatIsNeverRead_IsReportedWhereItStands()
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzeAsync("{\n  // Who takes billing.\n  \"WarmTransfer\": { \"Who\": { \"Number\": \"+15105550123\" } }\n}"));

        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        Assert.Equal("/project/appsettings.json", place.Path);
        Assert.Equal((2, 20, 25), (place.StartLinePosition.Line, place.StartLinePosition.Character, place.EndLinePosition.Character));
    }

    [Theory]
    [InlineData("""{ "WarmTransfer": { "CallTo": "", "siptrunkid": "", "SipNumber": "", "RoomName": "", "Greeting": "" } }""")]
    [InlineData("""{ "WarmTransfer:RingingTimeout": "", "warmtransfer": { "ConsultTimeout": "", "SilenceTimeout": "", "MaxHoldTime": "", "MergeTimeout": "" } }""")]
    [InlineData("""{ "WarmTransfer": { "$schema": "", "_note": "", "//": "" } }""")]
    [InlineData("""{ "WarmTransfer": null, "LiveKit": { "Url": "" }, "WarmTransfers": { "Trunk": "" }, "Old": { "WarmTransfer": { "Trunk": "" } } }""")]
    [InlineData("not json")]
    [InlineData("")]
    public async Task Settings_ThatAreReadOrAreOthers_AreNotReported(string settings)
        => Assert.Empty(await AnalyzeAsync(settings));

    [Fact]
    public Task Setting_InAnotherFile_IsNotReported()
        => new RuleTest<UnknownSettingAnalyzer>()
            .WithSource("")
            .WithAdditionalFile("/project/settings.json", """{ "WarmTransfer": { "Trunk": "" } }""")
            .RunAsync();

    private static Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string settings) => AllRules.AnalyzeAsync("", "An empty source", settings);
}
