using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WarmTransfer.Generators.Tests;

/// <summary>What the parser finds wrong, and what the generator then leaves out without a word.</summary>
public sealed class ProblemTests
{
    public static TheoryData<string, string[]> ToolRows() => new()
    {
        { "[TransferTool(Name = \"two words\")] public void M() { }", ["InvalidName  two words"] },
        { "[TransferTool] public void Prüfe() { }", ["InvalidName  prüfe"] },
        { "[TransferTool] public void M<T>() { }", ["GenericMethod  "] },
        { "[TransferTool] public async void M() => await Task.Yield();", ["AsyncVoid  "] },
        { "[TransferTool] public ref int M() => throw new Exception();", ["RefReturn  "] },
        { "[TransferTool] partial void M();", ["NoImplementation  "] },
        { "[TransferTool] public object M() => this;", ["UnsupportedReturnType  object"] },
        { "[TransferTool] public Task<List<System.IO.Stream>> M() => null!;", ["UnsupportedReturnType  System.IO.Stream"] },
        { "[TransferTool] public (int, int) M() => default;", ["UnsupportedReturnType  (int, int)"] },
        { "[TransferTool] public void M(ref int a, out int b, in int c) => b = 0;", ["RefParameter a ", "RefParameter b ", "RefParameter c "] },
        { "[TransferTool] public void M(object a, System.IO.Stream b, List<Action> c) { }", ["UnsupportedParameterType a object", "UnsupportedParameterType b System.IO.Stream", "UnsupportedParameterType c System.Action"] },
        { "[TransferTool] public void M(Span<int> a) { }", ["UnsupportedParameterType a System.Span<int>"] },
        { "public interface IStore; [TransferTool] public void M(IStore store) { }", ["ServiceWithoutAttribute store Desk.IStore"] },
        { "[TransferTool] public void M([System.ComponentModel.DefaultValue(\"x\")] int a) { }", ["InvalidDefault a x"] },
        { "[TransferTool] public void M([System.ComponentModel.DefaultValue(300)] byte a) { }", ["InvalidDefault a 300"] },
        { "[TransferTool] public void M([System.ComponentModel.DefaultValue(null)] int a) { }", ["InvalidDefault a null"] },
        { "[TransferTool] public void M(int value, int VALUE) { }", ["AmbiguousParameter VALUE value"] },
        { "[TransferTool] public void M(int accountNumber, int account_number) { }", ["AmbiguousParameter account_number accountNumber"] },
        { "[TransferTool(Replaces = (BuiltInTool)9)] public void M() { }", ["UnknownBuiltIn  9"] },
        { "[TransferTool] public void M(int a) { } [TransferTool] public void M(string a) { }", ["", "DuplicateName  m"] },
        { "[TransferTool] public void ConnectToCaller() { }", ["BuiltInName  connect_to_caller"] },
        { "[TransferTool(Replaces = BuiltInTool.VoicemailDetected)] public void A() { } [TransferTool(Name = \"b\", Replaces = BuiltInTool.VoicemailDetected)] public void B() { }", ["", "DuplicateReplacement  voicemail_detected"] },
        { "[TransferTool(Name = \"a b\")] public object M(ref int a, object b) => b;", ["InvalidName  a b", "RefParameter a ", "UnsupportedParameterType b object", "UnsupportedReturnType  object"] },
    };

    [Theory]
    [MemberData(nameof(ToolRows))]
    public void Tool_WithProblems_HasAllOfThemAndIsLeftOut(string members, string[] problems)
    {
        var source = Agent($"{members} [TransferTool] public void Good() {{ }}");
        AgentParseResult parsed = Parse(source);

        Assert.Equal(problems.Where(problem => problem.Length > 0), parsed.Tools.SelectMany(tool => tool.Problems).Select(Show));
        Assert.Empty(parsed.Problems);
        Assert.Contains("GoodTool(this)", Generated(source), StringComparison.Ordinal);
        Assert.Equal(parsed.Tools.Count(tool => tool.Problems.Count == 0), parsed.Model!.Tools.Count);
    }

    [Fact]
    public void Tool_ImplementedExplicitly_IsLeftOut()
        => Assert.Equal(["ExplicitImplementation  "], Parse("""
            using WarmTransfer;

            public interface IStop { void Stop(); }

            [TransferAgent]
            public partial class Desk : IStop
            {
                [TransferTool] void IStop.Stop() { }
            }
            """).Tools.SelectMany(tool => tool.Problems).Select(problem => Show(problem)).Where(problem => !problem.StartsWith("InvalidName", StringComparison.Ordinal)));

    [Fact]
    public void Tool_WithTheNameOfAReplacedBuiltIn_IsFine()
    {
        AgentParseResult parsed = Parse(Agent("""
            [TransferTool(Replaces = BuiltInTool.DeclineTransfer, Name = "hand_back")] public void HandBack() { }
            [TransferTool] public void DeclineTransfer() { }
            """));

        Assert.Empty(parsed.Tools.SelectMany(tool => tool.Problems));
        Assert.Equal([BuiltIn.ConnectToCaller, BuiltIn.VoicemailDetected], parsed.Model!.BuiltIns);
    }

    [Fact]
    public void ToolMethods_AreInTheOrderOfTheResults()
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(Agent("[TransferTool] public void B() { } public void Not() { } [TransferTool] public void A(object x) { }"));
        KnownSymbols symbols = KnownSymbols.Of(compilation);
        INamedTypeSymbol desk = compilation.GetTypeByMetadataName("Desk")!;

        Assert.Equal(["B", "A"], AgentParser.ToolMethods(desk, symbols).Select(method => method.Name));
        Assert.Equal([0, 1], AgentParser.Parse(desk, symbols, CancellationToken.None).Tools.Select(tool => tool.Problems.Count));
    }

    [Theory]
    [InlineData("public class Desk { }", "NotPartial  Desk")]
    [InlineData("public static partial class Desk { }", "StaticAgent  ")]
    [InlineData("file partial class Desk { }", "FileLocalAgent  Desk")]
    [InlineData("public partial class Desk { public int Definition => 1; }", "ReservedMember  Definition")]
    [InlineData("public partial class Desk { void CreateTools() { } }", "ReservedMember  CreateTools")]
    public void Agent_WithProblems_IsLeftOut(string declaration, string problem)
    {
        var source = "using WarmTransfer;\n[TransferAgent]\n" + declaration;
        CSharpCompilation compilation = GeneratorHarness.Compile(source);
        INamedTypeSymbol desk = compilation.GlobalNamespace.GetTypeMembers("Desk").Single();

        AgentParseResult parsed = AgentParser.Parse(desk, KnownSymbols.Of(compilation), CancellationToken.None);

        Assert.Null(parsed.Model);
        Assert.Equal([problem], parsed.Problems.Select(Show));
        Assert.Empty(Run(compilation));
    }

    [Fact]
    public void Agent_InATypeThatIsNotPartial_IsLeftOut()
    {
        CSharpCompilation compilation = GeneratorHarness.Compile("public class Outer { [WarmTransfer.TransferAgent] public partial class Desk { } }");

        Assert.Equal(["NotPartial  Outer"], AgentParser.Parse(compilation.GetTypeByMetadataName("Outer+Desk")!, KnownSymbols.Of(compilation), CancellationToken.None).Problems.Select(Show));
        Assert.Empty(Run(compilation));
    }

    // Each of these is the compiler's error to report; the generator must live through it.
    [Theory]
    [InlineData("[WarmTransfer.TransferAgent] public partial class Desk { } [WarmTransfer.TransferAgent] public partial class Desk { }", 1)]
    [InlineData("[WarmTransfer.TransferAgent(CallTo = 5)] public partial class Desk { [WarmTransfer.TransferTool(Name = Missing)] public Unknown M(Unknown u) => u; }", 1)]
    [InlineData("[WarmTransfer.TransferAgent] public partial class { }", null)]
    [InlineData("[WarmTransfer.TransferAgent] public partial struct Desk { }", null)]
    [InlineData("[WarmTransfer.TransferAgent] public partial class Desk { [WarmTransfer.TransferTool] public void M(int a = \"x\", int a = 1, = ) { } ", null)]
    public void Source_ThatDoesNotCompile_DoesNotBreakTheGenerator(string source, int? files)
    {
        IReadOnlyList<GeneratedSourceResult> generated = Run(GeneratorHarness.Compile(source));

        Assert.True(files is null || generated.Count == files);
    }

    private static string Agent(string members) => $$"""
        using WarmTransfer;

        [TransferAgent]
        public partial class Desk
        {
            {{members}}
        }
        """;

    private static string Show(ToolProblem problem) => $"{problem.Kind} {problem.Parameter} {problem.Detail}";

    private static AgentParseResult Parse(string source)
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(source);
        return AgentParser.Parse(compilation.GetTypeByMetadataName("Desk")!, KnownSymbols.Of(compilation), CancellationToken.None);
    }

    private static string Generated(string source) => Assert.Single(Run(GeneratorHarness.Compile(source))).SourceText.ToString();

    private static IReadOnlyList<GeneratedSourceResult> Run(CSharpCompilation compilation)
    {
        GeneratorRunResult result = GeneratorHarness.Driver(compilation).RunGenerators(compilation).GetRunResult().Results[0];
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        return result.GeneratedSources;
    }
}
