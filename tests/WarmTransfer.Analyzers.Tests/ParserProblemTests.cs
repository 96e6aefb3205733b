using Microsoft.CodeAnalysis;
using WarmTransfer.Generators;

namespace WarmTransfer.Analyzers.Tests;

/// <summary>Whatever the source generator leaves out, some rule says why: a kind of problem without one would be silence on a live call.</summary>
public sealed class ParserProblemTests
{
    /// <summary>The samples are short, so they lack what a real agent has.</summary>
    private static readonly string[] LeftOutOfSamples = [RuleIds.TrunkNotConfigured, RuleIds.ToolWithoutDescription, RuleIds.ParameterWithoutDescription];

    public static TheoryData<string> Kinds => [.. Enum.GetNames<ToolProblemKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task ParserProblem_OfEachKind_IsReported(string kind)
    {
        (var id, var source) = Sample(Enum.Parse<ToolProblemKind>(kind));

        IReadOnlyList<Diagnostic> diagnostics = await AllRules.AnalyzeAsync(source, $"The sample of {kind}");

        Assert.Contains(diagnostics, diagnostic => diagnostic.Id == id);
        Assert.All(diagnostics, diagnostic => Assert.Contains(diagnostic.Id, (string[])[id, .. LeftOutOfSamples]));
    }

    private static (string Id, string Source) Sample(ToolProblemKind kind) => kind switch
    {
        ToolProblemKind.NotPartial => (RuleIds.TransferAgentNotPartial, "[TransferAgent] class Desk;"),
        ToolProblemKind.StaticAgent => (RuleIds.UnsupportedTransferAgentClass, "[TransferAgent] static partial class Desk;"),
        ToolProblemKind.FileLocalAgent => (RuleIds.UnsupportedTransferAgentClass, "[TransferAgent] file partial class Desk;"),
        ToolProblemKind.InheritedToolOutOfReach => (RuleIds.InheritedToolLeftOut, "abstract class House { [TransferTool] void Find() { } } [TransferAgent] partial class Desk : House;"),
        ToolProblemKind.InheritedToolHidden => (RuleIds.InheritedToolLeftOut, "abstract class House { [TransferTool] public void Find() { } } [TransferAgent] partial class Desk : House { private new int Find; }"),
        ToolProblemKind.InheritedToolBuiltInName => (RuleIds.InheritedToolLeftOut, "abstract class House { [TransferTool(Name = \"hang_up\", Replaces = BuiltInTool.VoicemailDetected)] public void HangUp() { } [TransferTool] public void VoicemailDetected() { } } [TransferAgent] partial class Desk : House { [TransferTool(Name = \"hang_up\")] void Stop() { } }"),
        ToolProblemKind.InheritedToolUnsupported => (RuleIds.InheritedToolLeftOut, "abstract class House<T> { [TransferTool] public void Find(T id) { } } [TransferAgent] partial class Desk : House<object>;"),
        ToolProblemKind.OpenParameterType => (RuleIds.UnsupportedToolParameter, "[TransferAgent] partial class Desk<T> { [TransferTool] void Find(T id) { } }"),
        ToolProblemKind.OpenReturnType => (RuleIds.UnsupportedToolResult, "[TransferAgent] partial class Desk<T> { [TransferTool] List<T> Find() => []; }"),
        ToolProblemKind.ReservedMember => (RuleIds.TransferAgentMemberReserved, Agent("int CreateTools;")),
        ToolProblemKind.InvalidName => (RuleIds.InvalidToolName, Agent("[TransferTool(Name = \"a b\")] void Find() { }")),
        ToolProblemKind.DuplicateName => (RuleIds.DuplicateToolName, Agent("[TransferTool] void Find() { } [TransferTool] void Find(int id) { }")),
        ToolProblemKind.BuiltInName => (RuleIds.ToolNameTakenByBuiltIn, Agent("[TransferTool] void ConnectToCaller() { }")),
        ToolProblemKind.DuplicateReplacement => (RuleIds.InvalidReplacement, Agent("""
            [TransferTool(Name = "a", Replaces = BuiltInTool.ConnectToCaller)] void A() { }
            [TransferTool(Name = "b", Replaces = BuiltInTool.ConnectToCaller)] void B() { }
            """)),
        ToolProblemKind.UnknownBuiltIn => (RuleIds.InvalidReplacement, Agent("[TransferTool(Replaces = (BuiltInTool)9)] void Find() { }")),
        ToolProblemKind.GenericMethod => (RuleIds.UnsupportedToolMethod, Agent("[TransferTool] void Find<T>() { }")),
        ToolProblemKind.AsyncVoid => (RuleIds.AsyncVoidTool, Agent("[TransferTool] async void Find() => await Task.Yield();")),
        ToolProblemKind.ExplicitImplementation => (RuleIds.UnsupportedToolMethod, "[TransferAgent] partial class Desk : IDisposable { [TransferTool(Name = \"end\")] void IDisposable.Dispose() { } }"),
        ToolProblemKind.NotAnOrdinaryMethod => (RuleIds.UnsupportedToolMethod, Agent("int Count { [TransferTool] get; }")),
        ToolProblemKind.NoImplementation => (RuleIds.UnsupportedToolMethod, Agent("[TransferTool] partial void Find();")),
        ToolProblemKind.UnsupportedReturnType => (RuleIds.UnsupportedToolResult, Agent("[TransferTool] System.IO.Stream Find() => null!;")),
        ToolProblemKind.RefReturn => (RuleIds.UnsupportedToolResult, Agent("int _count; [TransferTool] ref int Find() => ref _count;")),
        ToolProblemKind.RefParameter => (RuleIds.UnsupportedToolParameter, Agent("[TransferTool] void Find(ref int id) { }")),
        ToolProblemKind.UnsupportedParameterType => (RuleIds.UnsupportedToolParameter, Agent("[TransferTool] void Find(object id) { }")),
        ToolProblemKind.ServiceWithoutAttribute => (RuleIds.UnsupportedToolParameter, "interface IStore; " + Agent("[TransferTool] void Find(IStore store) { }")),
        ToolProblemKind.InvalidDefault => (RuleIds.InvalidToolDefault, Agent("[TransferTool] void Find([System.ComponentModel.DefaultValue(\"x\")] int id) { }")),
        ToolProblemKind.AmbiguousParameter => (RuleIds.AmbiguousToolParameter, Agent("[TransferTool] void Find(int id, int ID) { }")),
        ToolProblemKind.InvalidConstraint => (RuleIds.InvalidToolConstraint, Agent("[TransferTool] void Find([System.ComponentModel.DataAnnotations.Range(1, 2)] string id) { }")),
        ToolProblemKind.NotStrict => (RuleIds.NotStrictToolParameter, Agent("[TransferTool(Strict = true)] void Find(Dictionary<string, int> ids) { }")),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Write a rule for this kind of problem, and a sample here."),
    };

    private static string Agent(string members) => $$"""
        [TransferAgent]
        partial class Desk
        {
            {{members}}
        }
        """;
}
