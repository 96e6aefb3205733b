using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace WarmTransfer.Analyzers.Tests;

/// <summary>The rules about settings accept and refuse what the runtime does: it is asked the same questions here.</summary>
public sealed class RuntimeAgreementTests
{
    [Theory]
    [InlineData("+15105550123")]
    [InlineData("+1 510 555 0123")]
    [InlineData("15105550123")]
    [InlineData("+0105550123")]
    [InlineData("+123456")]
    [InlineData("+1234567")]
    [InlineData("+123456789012345")]
    [InlineData("+1234567890123456")]
    [InlineData("+15105550123\n")]
    [InlineData("sip:desk@example.com")]
    [InlineData("SIPS:desk:secret@example.com:5061;transport=tls")]
    [InlineData("sip:example.com")]
    [InlineData("sip:desk@")]
    [InlineData("sip:desk@example.com/path")]
    [InlineData("")]
    public async Task Number_IsJudgedAsByTheRuntime(string text)
    {
        IReadOnlyList<string> problems = await ProblemsAsync(new() { CallTo = text, SipNumber = text });

        Assert.Equal(Mention(problems, "CallTo"), !SipText.IsPhoneNumber(text) && !SipText.IsSipUri(text));
        Assert.Equal(Mention(problems, "SipNumber"), !SipText.IsPhoneNumber(text));
    }

    [Theory]
    [InlineData("ST_billing")]
    [InlineData("ST_1")]
    [InlineData("ST_")]
    [InlineData("st_billing")]
    [InlineData("billing")]
    public async Task TrunkId_IsJudgedAsByTheRuntime(string text)
        => Assert.Equal(Mention(await ProblemsAsync(new() { SipTrunkId = text }), "SipTrunkId"), !SipText.IsTrunkId(text));

    [Fact]
    public async Task Dtmf_IsJudgedAsByTheRuntime()
    {
        for (var key = '\0'; key < 256; key++)
            Assert.Equal(Mention(await ProblemsAsync(new() { Dtmf = key.ToString() }), "Dtmf"), !SipText.IsDtmf(key));
    }

    [Fact]
    public async Task DecisionDigit_IsJudgedAsByTheRuntime()
    {
        for (var key = '\0'; key < 256; key++)
            Assert.Equal(Mention(await ProblemsAsync(new() { AcceptDigit = key.ToString(), DeclineDigit = "" }), "AcceptDigit"), !SipText.IsKey(key));
    }

    [Theory]
    [InlineData("RingingTimeout", 0)]
    [InlineData("RingingTimeout", 999)]
    [InlineData("RingingTimeout", 1_000)]
    [InlineData("RingingTimeout", 1_500)]
    [InlineData("RingingTimeout", 80_000)]
    [InlineData("RingingTimeout", 81_000)]
    [InlineData("ConsultTimeout", 0)]
    [InlineData("ConsultTimeout", 3_600_000)]
    [InlineData("ConsultTimeout", 3_600_001)]
    [InlineData("SilenceTimeout", -1)]
    [InlineData("SilenceTimeout", 3_600_000)]
    [InlineData("SilenceTimeout", 3_600_001)]
    [InlineData("MaxHoldTime", 1)]
    [InlineData("MaxHoldTime", 14_400_000)]
    [InlineData("MaxHoldTime", 14_400_001)]
    [InlineData("MergeTimeout", 1)]
    [InlineData("MergeTimeout", 300_000)]
    [InlineData("MergeTimeout", 300_001)]
    public async Task Limit_IsJudgedAsByTheRuntime(string name, int milliseconds)
    {
        var options = new WarmTransferOptions();
        typeof(WarmTransferOptions).GetProperty(name)!.SetValue(options, (TimeSpan?)TimeSpan.FromMilliseconds(milliseconds));

        var refused = (await AllRules.AnalyzeAsync($$"""
            class Calls
            {
                WarmTransferOptions Options => new() { {{name}} = TimeSpan.FromMilliseconds({{milliseconds}}) };
            }
            """, "One limit")).Any(diagnostic => diagnostic.Id == RuleIds.TimeoutOutOfRange);

        Assert.Equal(Mention(await ProblemsAsync(options), name), refused);
    }

    [Fact]
    public async Task Settings_ThatTheRuntimeReads_AreTheOnesKnown()
    {
        var configuration = new Asked();

        await ProblemsAsync(new(), configuration);

        Assert.Equal(UnknownSettingAnalyzer.Known.Order(StringComparer.Ordinal), configuration.Keys.Order(StringComparer.Ordinal));
    }

    private static bool Mention(IReadOnlyList<string> problems, string setting)
        => problems.Any(problem => problem.StartsWith(setting, StringComparison.Ordinal));

    /// <summary>What the runtime says is wrong. That there is no chat client always is, so nothing is ever dialled.</summary>
    private static async Task<IReadOnlyList<string>> ProblemsAsync(WarmTransferOptions options, IConfiguration? configuration = null)
    {
        // The name of the caller's room is not asked for when the consult room has a wrong one.
        if (configuration is null)
            options.RoomName = " ";
        await using var task = new WarmTransferTask(new Desk(), options);
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => task.RunAsync(new Caller(configuration)));
        return [.. error.Failures];
    }

    private sealed class Desk : ITransferAgent
    {
        public TransferAgentDefinition Definition { get; } = new("Desk");

        public IReadOnlyList<AIFunction> CreateTools(TransferControl control) => [];
    }

    /// <summary>A caller that nothing but its services is asked of, since no transfer begins.</summary>
    private sealed class Caller(IConfiguration? configuration) : ICallerLeg, IServiceProvider
    {
        public LiveKitBackend LiveKit => throw new NotSupportedException();

        public IRoom Room => throw new NotSupportedException();

        public string CallerIdentity => throw new NotSupportedException();

        public IReadOnlyList<ChatMessage> History => [];

        public IChatClient? ChatClient => null;

        public IServiceProvider? Services => this;

        public TimeProvider TimeProvider => TimeProvider.System;

        public ILoggerFactory LoggerFactory => throw new NotSupportedException();

        public Task<ICallerHold> HoldAsync(HoldAudio audio, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task SayAsync(string text, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task ReleaseAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType) => serviceType == typeof(IConfiguration) ? configuration : null;
    }

    /// <summary>A configuration with a blank for every setting, which remembers what it was asked for.</summary>
    private sealed class Asked : IConfigurationSection
    {
        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

        public string Key => "WarmTransfer";

        public string Path => Key;

        public string? Value { get; set; }

        [AllowNull]
        public string this[string key]
        {
            get
            {
                Keys.Add(key);
                return " ";
            }

            set => throw new NotSupportedException();
        }

        public IConfigurationSection GetSection(string key)
        {
            Assert.Equal(Key, key);
            return this;
        }

        public IEnumerable<IConfigurationSection> GetChildren() => throw new NotSupportedException();

        public IChangeToken GetReloadToken() => throw new NotSupportedException();
    }
}
