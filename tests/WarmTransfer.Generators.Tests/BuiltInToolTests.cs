using System.Text.Json;
using Microsoft.Extensions.AI;
using WarmTransfer.SourceGeneration;

namespace WarmTransfer.Generators.Tests;

public sealed class BuiltInToolTests
{
    private readonly RecordingControl _control = new();

    [Theory]
    [InlineData(BuiltInTool.ConnectToCaller, "connect_to_caller", "connect", "connected")]
    [InlineData(BuiltInTool.DeclineTransfer, "decline_transfer", "decline: in a meeting", "declined")]
    [InlineData(BuiltInTool.VoicemailDetected, "voicemail_detected", "voicemail", "hung up")]
    public async Task Tool_WhenCalled_DecidesTheTransfer(BuiltInTool tool, string name, string asked, string answer)
    {
        TransferTool function = BuiltInTools.Create(tool, _control);

        var result = await function.InvokeAsync(new AIFunctionArguments { ["reason"] = "in a meeting" });

        Assert.Equal(name, function.Name);
        Assert.Equal(answer, result);
        Assert.Equal([asked], _control.Asked);
    }

    [Fact]
    public async Task Decline_WithoutReason_AsksForIt()
    {
        var result = await BuiltInTools.Create(BuiltInTool.DeclineTransfer, _control).InvokeAsync([]);

        Assert.Equal("reason", Assert.IsType<JsonElement>(result).GetProperty("problems")[0].GetProperty("parameter").GetString());
        Assert.Empty(_control.Asked);
    }

    [Theory]
    [InlineData(BuiltInTool.ConnectToCaller, "so many words")]
    [InlineData(BuiltInTool.DeclineTransfer, "goodbye")]
    [InlineData(BuiltInTool.VoicemailDetected, "beep")]
    public void Tool_ForTheModel_SaysWhenToCallIt(BuiltInTool tool, string words)
    {
        TransferTool function = BuiltInTools.Create(tool, _control);

        Assert.Contains(words, function.Description, StringComparison.Ordinal);
        Assert.Equal("object", function.JsonSchema.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData(BuiltInTool.None)]
    [InlineData((BuiltInTool)9)]
    public void Create_WithoutATool_Throws(BuiltInTool tool) => Assert.Throws<ArgumentOutOfRangeException>(() => BuiltInTools.Create(tool, _control));

    [Fact]
    public void Create_WithoutControl_Throws() => Assert.Throws<ArgumentNullException>(() => BuiltInTools.Create(BuiltInTool.ConnectToCaller, null!));
}
