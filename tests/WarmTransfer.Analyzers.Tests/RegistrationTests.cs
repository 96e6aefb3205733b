using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WarmTransfer.Analyzers.Tests;

/// <summary>What the analyzers ask the compiler for: it runs them beside each other, and hands them nothing bigger than what they look for.</summary>
public sealed class RegistrationTests
{
    public static TheoryData<string> Analyzers => [.. AllRules.Analyzers.Where(analyzer => analyzer is not DiagnosticSuppressor).Select(analyzer => analyzer.GetType().Name)];

    [Theory]
    [MemberData(nameof(Analyzers))]
    public void Analyzer_OfEachRule_RunsConcurrentlyAndLeavesGeneratedCodeAlone(string name)
    {
        Recording recording = Record(name);

        Assert.True(recording.IsConcurrent);
        Assert.Equal(GeneratedCodeAnalysisFlags.None, recording.GeneratedCode);
    }

    [Theory]
    [MemberData(nameof(Analyzers))]
    public void Analyzer_OfEachRule_WalksNoWholeFilesOrMethods(string name)
    {
        Recording recording = Record(name);

        Assert.NotEmpty(recording.Actions);
        Assert.All(recording.Actions, action => Assert.Contains(action, Recording.Narrow));
    }

    [Theory]
    [MemberData(nameof(Analyzers))]
    public async Task Analyzer_InAProjectWithoutThePackage_RegistersNothingThatRuns(string name)
    {
        Project project = TestProject.CreateWithoutRuntime("class Desk { void Find() { System.Console.WriteLine(); } }");
        Compilation compilation = await TestProject.CompileAsync(project, "The project without the package");

        Assert.Empty(Record(name, compilation).Actions);
    }

    [Fact]
    public void Recording_OfAnAnalyzerThatWalksFiles_KnowsIt()
    {
        Recording recording = new(compilation: null);

        recording.RegisterSyntaxTreeAction(_ => { });

        Assert.DoesNotContain(Assert.Single(recording.Actions), Recording.Narrow);
    }

    private static Recording Record(string name, Compilation? compilation = null)
    {
        compilation ??= TestProject.Create("class Desk;", withGlobalUsings: true, [], editorConfig: null).Project.GetCompilationAsync().GetAwaiter().GetResult()!;
        Recording recording = new(compilation);
        AllRules.Analyzers.Single(analyzer => analyzer.GetType().Name == name).Initialize(recording);
        return recording;
    }

    /// <summary>Stands in for the compiler and writes down what it is asked for, also when a compilation starts.</summary>
    private sealed class Recording(Compilation? compilation) : AnalysisContext
    {
        /// <summary>One symbol, one operation of a kind, the head of a method before its operations, one configuration file, or the end.</summary>
        public static readonly string[] Narrow = ["symbol", "operation", "start of operations", "additional file", "end of the compilation"];

        public List<string> Actions { get; } = [];

        public bool IsConcurrent { get; private set; }

        public GeneratedCodeAnalysisFlags? GeneratedCode { get; private set; }

        public override void EnableConcurrentExecution() => IsConcurrent = true;

        public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode) => GeneratedCode = analysisMode;

        public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action)
            => action(new RecordingStart(compilation!, Actions));

        public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) => Actions.Add("end of the compilation");

        public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) => Actions.Add("additional file");

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) => Actions.Add("symbol");

        public override void RegisterSymbolStartAction(Action<SymbolStartAnalysisContext> action, SymbolKind symbolKind) => Actions.Add("start of a symbol");

        public override void RegisterOperationAction(Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds) => Actions.Add("operation");

        public override void RegisterOperationBlockStartAction(Action<OperationBlockStartAnalysisContext> action) => Actions.Add("start of operations");

        public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) => Actions.Add("whole operations");

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => Actions.Add("start of code");

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => Actions.Add("whole code");

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => Actions.Add("whole file with symbols");

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => Actions.Add("whole file");

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) => Actions.Add("syntax");
    }

    private sealed class RecordingStart(Compilation compilation, List<string> actions)
        : CompilationStartAnalysisContext(compilation, new AnalyzerOptions([]), CancellationToken.None)
    {
        public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) => actions.Add("end of the compilation");

        public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) => actions.Add("additional file");

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) => actions.Add("symbol");

        public override void RegisterSymbolStartAction(Action<SymbolStartAnalysisContext> action, SymbolKind symbolKind) => actions.Add("start of a symbol");

        public override void RegisterOperationAction(Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds) => actions.Add("operation");

        public override void RegisterOperationBlockStartAction(Action<OperationBlockStartAnalysisContext> action) => actions.Add("start of operations");

        public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) => actions.Add("whole operations");

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => actions.Add("start of code");

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => actions.Add("whole code");

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => actions.Add("whole file with symbols");

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => actions.Add("whole file");

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) => actions.Add("syntax");
    }
}
