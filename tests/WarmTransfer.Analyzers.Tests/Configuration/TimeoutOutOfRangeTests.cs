namespace WarmTransfer.Analyzers.Tests;

public sealed class TimeoutOutOfRangeTests
{
    [Theory]
    [InlineData("TimeSpan.FromMinutes(2)", "00:02:00")]
    [InlineData("TimeSpan.FromSeconds(81)", "00:01:21")]
    [InlineData("TimeSpan.FromSeconds(0)", "00:00:00")]
    [InlineData("TimeSpan.FromSeconds(1.5)", "00:00:01.5000000")]
    [InlineData("TimeSpan.FromSeconds(30, milliseconds: 1)", "00:00:30.0010000")]
    [InlineData("TimeSpan.FromMilliseconds(500)", "00:00:00.5000000")]
    [InlineData("TimeSpan.Zero", "00:00:00")]
    [InlineData("default(TimeSpan)", "00:00:00")]
    [InlineData("new TimeSpan(0, 1, 30)", "00:01:30")]
    [InlineData("new TimeSpan(30)", "00:00:00.0000030")]
    [InlineData("new TimeSpan()", "00:00:00")]
    [InlineData("TimeSpan.MaxValue", "10675199.02:48:05.4775807")]
    [InlineData("Timeout.InfiniteTimeSpan", "-00:00:00.0010000")]
    public Task RingingTimeout_OutOfRange_IsReported(string value, string text)
        => new RuleTest<TimeoutOutOfRangeAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    WarmTransferOptions Options => new() { RingingTimeout = [|{{value}}|] };
                }
                """)
            .WithMessage($"RingingTimeout is {text}, which is out of range; give it whole seconds from 1 to 80, since LiveKit waits no longer for an answer")
            .RunAsync();

    [Theory]
    [InlineData("ConsultTimeout", "01:00:00")]
    [InlineData("SilenceTimeout", "01:00:00")]
    [InlineData("MaxHoldTime", "04:00:00")]
    [InlineData("MergeTimeout", "00:05:00")]
    public Task OtherLimits_OutOfRange_AreReported(string name, string longest)
        => new RuleTest<TimeoutOutOfRangeAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    void Prepare(WarmTransferOptions options)
                    {
                        options.{{name}} = [|TimeSpan.FromHours(5)|];
                        options.{{name}} = [|TimeSpan.FromSeconds(-1)|];
                        options.{{name}} = TimeSpan.Parse("{{longest}}");
                    }
                }
                """)
            .WithMessage($"{name} is 05:00:00, which is out of range; give it more than zero and at most {longest}")
            .RunAsync();

    [Theory]
    [InlineData("RingingTimeout = TimeSpan.FromSeconds(1)")]
    [InlineData("RingingTimeout = TimeSpan.FromSeconds(80)")]
    [InlineData("ConsultTimeout = TimeSpan.FromHours(1)")]
    [InlineData("SilenceTimeout = TimeSpan.FromMilliseconds(1)")]
    [InlineData("MaxHoldTime = new TimeSpan(hours: 4, minutes: 0, seconds: 0)")]
    [InlineData("MergeTimeout = TimeSpan.FromMinutes(5)")]
    public Task Limits_InRange_AreNotReported(string setting)
        => new RuleTest<TimeoutOutOfRangeAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    WarmTransferOptions Options => new() { {{setting}} };
                }
                """)
            .RunAsync();

    [Theory]
    [InlineData("null")]
    [InlineData("given")]
    [InlineData("default")]
    [InlineData("TimeSpan.FromSeconds(seconds)")]
    [InlineData("TimeSpan.FromSeconds(60) * 2")]
    [InlineData("Ringing.Long")]
    public Task Limits_OfUnknownValue_AreNotReported(string value)
        => new RuleTest<TimeoutOutOfRangeAnalyzer>()
            .WithSource($$"""
                class Ringing
                {
                    public static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

                    WarmTransferOptions Options(TimeSpan given, int seconds) => new() { RingingTimeout = {{value}} };
                }
                """)
            .RunAsync();
}
