using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace WarmTransfer.Generators.Tests;

/// <summary>An agent that was parsed stands until a declaration changes, and not a keystroke longer.</summary>
public sealed class DeclarationCacheTests
{
    private const string Usings = """
        #if WIDE
        global using Number = System.Int64;
        #else
        global using Number = System.Int32;
        #endif
        global using System;
        global using System.Collections.Generic;
        global using System.ComponentModel;
        global using System.ComponentModel.DataAnnotations;
        global using System.Threading.Tasks;
        global using Faraway;
        global using WarmTransfer;
        """;

    private const string Desk = """
        namespace Desks;

        /// <summary>A desk.</summary>
        [TransferAgent(Persona = Texts.Persona)]
        public sealed partial class Desk : Base
        {
            private static readonly int Start = 1;
            private readonly List<int> _items = new();

            public int Count => 0;

            public int Size { get { return 1; } set { } } = 2;

            /// <summary>Finds.</summary>
            /// <param name="like">Like what.</param>
            [TransferTool(Name = Texts.Name)]
            public Task<Note?> Find(Note like, Mood mood = Texts.Default, [Range(1, Texts.Most)] Number limit = 5) { return Task.FromResult<Note?>(null); }

            [TransferTool]
            public Far Where(string place) => new(place);

            #if SPARE
            [TransferTool] public string Spare() => "spare";
            #endif
        }
        """;

    private const string OtherPart = """
        namespace Desks;

        public sealed partial class Desk
        {
            /// <summary>Says hello.</summary>
            [TransferTool] public string Hello(string name) { return name; }
        }
        """;

    private const string Types = """
        namespace Desks
        {
            public static class Texts
            {
                public const string Persona = "Kind.";
                public const string Name = "find";
                public const int Most = 9;
                public const Mood Default = Mood.Calm;
                public static readonly string Other = "other";
            }

            public abstract class Base { public string? Spare { get; set; } protected virtual void Work() { Console.WriteLine(); } }

            /// <param name="Text">What it says.</param>
            public record Note(string Text, Detail? More)
            {
                /// <summary>Something about it.</summary>
                /// <remarks>
                /// Of two lines.
                /// </remarks>
                public record Remark(string Words);

                public Remark? About { get; init; } = new("x");
            }

            /// <summary>More.</summary>
            public class Detail { /* Where it is. */ public int Page { get; set; } = 1;
                /** <summary>The line.</summary> */ public int? Line { get; init; } }

            public enum Mood { Calm, Angry = 4 }
        }

        namespace Faraway
        {
            public record Far(string Place);
        }
        """;

    private const string Unrelated = """
        namespace Desks.Unrelated;

        #nullable enable

        public class Worker(int size)
        {
            private int _size = size;

            public int Work() { return _size; }

            public int Rest => _size;
        }
        """;

    private const string Last = "[assembly: System.Reflection.AssemblyMetadata(\"a\", \"b\")]";

    private static readonly string[] Files = ["Usings.cs", "Desk.cs", "Hello.cs", "Types.cs", "Unrelated.cs", "Last.cs"];
    private static readonly string[] Sources = [Usings, Desk, OtherPart, Types, Unrelated, Last];

    // Each may be applied to what another left.
    private static readonly Edit[] ChangesThatShow =
    [
        new("a type in a nearer namespace", "Unrelated.cs", "namespace Desks.Unrelated;", "namespace Desks { public record Far(string Place, int Distance); }\nnamespace Desks.Unrelated { } namespace Desks.Unrelated.Again;"),
        new("another base class's member", "Types.cs", "public string? Spare { get; set; }", "public string? Spare { get; set; } public int DeskDefinition;"),
        new("a base class's base", "Types.cs", "public class Detail {", "public class Basic { public bool Bold { get; set; } } public class Detail : Basic {"),
        new("a record in another file", "Types.cs", "record Remark(string Words)", "record Remark(string Words, int Likes)"),
        new("the nullability of a property", "Types.cs", "public record Far(string Place)", "public record Far(string? Place)"),
        new("the documentation of a nested record", "Types.cs", "What it says.", "What it tells."),
        new("documentation that the compiler takes for a comment", "Types.cs", "<summary>The line.</summary>", "<summary>Which line.</summary>"),
        new("documentation that is commented out", "Desk.cs", "/// <summary>Finds.</summary>", "//// <summary>Finds.</summary>"),
        new("documentation in another part of the class", "Hello.cs", "Says hello.", "Says hello to somebody."),
        new("a constant in an attribute", "Types.cs", "\"find\"", "\"search\""),
        new("a constant in the class's attribute", "Types.cs", "\"Kind.\"", "\"Brief.\""),
        new("a constant in a constraint", "Types.cs", "Most = 9", "Most = 19"),
        new("a constant in a default value", "Types.cs", "Default = Mood.Calm", "Default = Mood.Angry"),
        new("a default value", "Desk.cs", "limit = 5", "limit = 6"),
        new("the members of an enum", "Types.cs", "Angry = 4", "Angry = 4, Sad"),
        new("the value of an enum's member", "Types.cs", "Mood Default = Mood.Calm", "Mood Default = (Mood)4"),
        new("a global using", "Usings.cs", "global using Number = System.Int32;", "global using Number = System.Int16;"),
        new("the nullable context of the file", "Types.cs", "namespace Desks\n", "#nullable disable\nnamespace Desks\n"),
        new("the nullable context, from within a method", "Types.cs", "Console.WriteLine(); }", "Console.WriteLine();\n#nullable disable\n}"),
        new("a symbol of the preprocessor", "Desk.cs", "namespace Desks;", "#define SPARE\nnamespace Desks;"),
        new("a symbol for aliases", "Usings.cs", "#if WIDE", "#define WIDE\n#if WIDE"),
        new("a method cut in two", "Desk.cs", "{ return Task.FromResult<Note?>(null); }", "{ return Task.FromResult<Note?>(null); } [TransferTool] public int More() { return 1; }"),
        new("a method cut in two by a directive", "Desk.cs", "{ return Task.FromResult<Note?>(null); }", "{\n#if true\nreturn null!; } [TransferTool] public int Much() {\n#endif\nreturn null!; }"),
        new("the name of a parameter", "Hello.cs", "string name)", "string nickname)"),
        new("another tool", "Hello.cs", "[TransferTool]", "[TransferTool] public int Add(int a, int b) => a + b;\n[TransferTool]"),
        new("no tool any more", "Desk.cs", "    [TransferTool]\n    public Far", "    public Far"),
        new("a member of the name of a generated one", "Unrelated.cs", "namespace Desks.Unrelated;", "namespace Desks { public sealed partial class Desk { private int FindTool; } }\nnamespace Desks.Unrelated { } namespace Desks.Unrelated.Still;"),
        new("no partial any more", "Hello.cs", "partial ", ""),
    ];

    private static readonly Edit[] ChangesThatDoNotShow =
    [
        new("a method's body", "Desk.cs", "{ return Task.FromResult<Note?>(null); }", "{ return Task.FromResult<Note?>(like); }"),
        new("a local function and a lambda", "Hello.cs", "{ return name; }", "{ string Again(string name) => name; Func<int, int> f = i => i; return Again(name); }"),
        new("a comment and a string in a body", "Unrelated.cs", "{ return _size; }", "{ /// <summary>No.</summary>\n return \"} public int X() {\".Length; }"),
        new("an expression after an arrow", "Desk.cs", "new(place)", "new(place + place)"),
        new("a property's expression", "Unrelated.cs", "Rest => _size", "Rest => _size * 2"),
        new("an accessor's body", "Desk.cs", "get { return 1; }", "get { return 2; }"),
        new("what a field starts with", "Desk.cs", "Start = 1", "Start = 2"),
        new("what another field starts with", "Types.cs", "Other = \"other\"", "Other = nameof(Mood)"),
        new("white space", "Desk.cs", "public Far Where", "public\n\n  Far   Where"),
        new("a method of a base class", "Types.cs", "Console.WriteLine();", "Console.WriteLine(1); Console.WriteLine(2);"),
    ];

    public static TheoryData<string> EditsThatShow() => [.. ChangesThatShow.Select(edit => edit.What)];

    public static TheoryData<string> EditsThatDoNotShow() => [.. ChangesThatDoNotShow.Select(edit => edit.What)];

    [Theory]
    [MemberData(nameof(EditsThatShow))]
    public void Agent_AfterAChangeThatShows_IsAsParsedFromScratch(string what)
    {
        Project project = new(Sources);
        var before = project.Generate();

        project.Apply(ChangesThatShow.Single(edit => edit.What == what));

        Assert.Equal(project.GenerateFromScratch(), project.Generate());
        Assert.NotEqual(before, project.Generate());
    }

    [Theory]
    [MemberData(nameof(EditsThatDoNotShow))]
    public void Agent_AfterAnEditOfWhatNoSymbolShows_IsNotParsedAgain(string what)
    {
        Project project = new(Sources);
        project.Generate();
        var agent = project.Agent();

        project.Apply(ChangesThatDoNotShow.Single(edit => edit.What == what));

        Assert.Equal(project.GenerateFromScratch(), project.Generate());
        Assert.Same(agent, project.Agent());
    }

    // In any order, and there and back again: an agent from before the last edit but one is as stale as any.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Agent_AfterManyEdits_IsAsParsedFromScratch(int seed)
    {
        Random random = new(seed);
        Project project = new(Sources);
        List<Project> earlier = [project];
        for (var i = 0; i < 25; i++)
        {
            Edit[] edits = random.Next(3) == 0 ? ChangesThatShow : ChangesThatDoNotShow;
            project = random.Next(4) == 0 ? earlier[random.Next(earlier.Count)].Copy() : project.Copy();
            project.TryApply(edits[random.Next(edits.Length)], incrementally: random.Next(2) == 0);
            earlier.Add(project);

            Assert.Equal(project.GenerateFromScratch(), project.Generate());
        }
    }

    [Fact]
    public void Agent_WithAnotherReference_IsParsedAgain()
    {
        Project project = new([Usings, "[TransferAgent] public partial class Desk { [TransferTool] public void Find(Elsewhere.Query query) { } }"]);
        project.Compilation = project.Compilation.AddReferences(Library("public record Query(string Text);"));
        project.Generate();

        project.Compilation = project.Compilation.ReplaceReference(project.Compilation.References.Last(), Library("public record Query(string Text, int Page);"));

        Assert.Contains("page", project.Generate(), StringComparison.Ordinal);
    }

    [Fact]
    public void Agent_WithOtherOptions_IsParsedAgain()
    {
        Project project = new([Usings, "public record Note(string Text); [TransferAgent] public partial class Desk { [TransferTool] public Note Find() => new(\"\"); }"]);
        var before = project.Generate();

        project.Compilation = project.Compilation.WithOptions(project.Compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable));

        Assert.Equal(project.GenerateFromScratch(), project.Generate());
        Assert.NotEqual(before, project.Generate());
    }

    [Fact]
    public void Agent_ParsedWithOtherOptions_IsParsedAgain()
    {
        Project project = new([Usings, Desk.Replace("SPARE", "!SPARE", StringComparison.Ordinal), OtherPart, Types]);
        var before = project.Generate();

        project.Reparse(options => options.WithPreprocessorSymbols("SPARE"));

        Assert.Equal(project.GenerateFromScratch(), project.Generate());
        Assert.NotEqual(before, project.Generate());
    }

    [Fact]
    public void Agent_AfterAFileIsAddedOrRemoved_IsParsedAgain()
    {
        Project project = new(Sources);
        var before = project.Generate();

        project.Compilation = project.Compilation.AddSyntaxTrees(project.Parse("namespace Desks; public record Far(string Place, bool IsFar);", "Near.cs"));

        Assert.Equal(project.GenerateFromScratch(), project.Generate());
        Assert.NotEqual(before, project.Generate());

        project.Compilation = project.Compilation.RemoveSyntaxTrees(project.Compilation.SyntaxTrees.Last());

        Assert.Equal(before, project.Generate());
    }

    [Fact]
    public void Agent_OfAnotherAssembly_IsParsedAgain()
    {
        Project project = new([Usings, "[TransferAgent] public partial class Desk : Elsewhere.Base { }"]);
        project.Compilation = project.Compilation.AddReferences(Library("""
            [WarmTransfer.TransferAgent] public partial class Base { [WarmTransfer.TransferTool] internal string Secret() => ""; }
            """, "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Friend\")]"));
        Assert.DoesNotContain("secret", project.Generate(), StringComparison.Ordinal);

        project.Compilation = project.Compilation.WithAssemblyName("Friend");

        Assert.Contains("secret", project.Generate(), StringComparison.Ordinal);
    }

    [Fact]
    public void Agents_OfOneName_InTwoNamespacesAndOneInAnother_AreKeptApart()
    {
        Project project = new([Usings, """
            namespace A { [TransferAgent] public partial class Desk { [TransferTool] public void One() { } [TransferAgent] public partial class Inner { [TransferTool] public void Two() { } } } }
            namespace A.Desk2 { [TransferAgent] public partial class Inner { [TransferTool] public void Three() { } } }
            namespace B { [TransferAgent] public partial class Desk { [TransferTool] public void Four() { } } }
            """]);

        var text = project.Generate();

        Assert.All(["one", "two", "three", "four"], name => Assert.Contains($"\"{name}\"", text, StringComparison.Ordinal));
        Assert.Equal(text, project.Generate());
    }

    [Fact]
    public async Task Agents_ParsedOnManyThreads_AreAsParsedFromScratch()
    {
        Project project = new(Sources);
        var expected = project.GenerateFromScratch();
        CSharpCompilation compilation = project.Compilation;

        var texts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new Project(compilation).Generate(), TestContext.Current.CancellationToken)));

        Assert.All(texts, text => Assert.Equal(expected, text));
    }

    [Fact]
    public void Compilation_WithAgents_IsNotKept()
    {
        WeakReference[] gone = GenerateAndForget();

        for (var i = 0; i < 10 && gone.Any(reference => reference.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.All(gone, reference => Assert.False(reference.IsAlive));
    }

    // Apart, so that nothing of it is on the stack of the test.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] GenerateAndForget()
    {
        Project project = new(Sources);
        project.Generate();
        WeakReference compilation = new(project.Compilation);
        WeakReference file = new(project.Compilation.SyntaxTrees[0]);
        project.Apply(ChangesThatDoNotShow[0]);
        project.Generate();
        return [compilation, file, new(project.Compilation), new(project.Compilation.SyntaxTrees[^1])];
    }

    private static MetadataReference Library(string source, string attributes = "")
    {
        CSharpCompilation library = GeneratorHarness.Compile($"{attributes}\nnamespace Elsewhere {{ {source} }}").WithAssemblyName("Elsewhere");
        return new Project(library).WithGenerated().ToMetadataReference();
    }

    private sealed record Edit(string What, string File, string Text, string Replacement);

    /// <summary>A project in an editor, with the generator that has been running all the time.</summary>
    private sealed class Project
    {
        private GeneratorDriver _driver;

        public Project(IEnumerable<string> sources)
            : this(Create(sources))
        {
        }

        public Project(CSharpCompilation compilation)
        {
            Compilation = compilation;
            _driver = GeneratorHarness.Driver(compilation);
        }

        public CSharpCompilation Compilation { get; set; }

        public Project Copy() => new(Compilation) { _driver = _driver };

        public SyntaxTree Parse(string source, string file) => Parse(source, file, (CSharpParseOptions)Compilation.SyntaxTrees[0].Options);

        public void Apply(Edit edit) => Assert.True(TryApply(edit, incrementally: true), $"{edit.File} does not contain: {edit.Text}");

        public bool TryApply(Edit edit, bool incrementally)
        {
            SyntaxTree tree = Compilation.SyntaxTrees.Single(candidate => candidate.FilePath == edit.File);
            var text = tree.ToString();
            var start = text.IndexOf(edit.Text, StringComparison.Ordinal);
            if (start < 0)
                return false;
            SyntaxTree edited = incrementally
                ? tree.WithChangedText(tree.GetText().WithChanges(new TextChange(new(start, edit.Text.Length), edit.Replacement)))
                : Parse(text.Remove(start, edit.Text.Length).Insert(start, edit.Replacement), edit.File);
            Compilation = Compilation.ReplaceSyntaxTree(tree, edited);
            return true;
        }

        public void Reparse(Func<CSharpParseOptions, CSharpParseOptions> change)
        {
            var options = change((CSharpParseOptions)Compilation.SyntaxTrees[0].Options);
            Compilation = Compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(Compilation.SyntaxTrees.Select(tree => Parse(tree.ToString(), tree.FilePath, options)));
            _driver = _driver.WithUpdatedParseOptions(options);
        }

        public string Generate()
        {
            _driver = _driver.RunGenerators(Compilation);
            GeneratorRunResult result = _driver.GetRunResult().Results[0];
            Assert.Null(result.Exception);
            return string.Concat(result.GeneratedSources.Select(source => source.SourceText.ToString()));
        }

        public CSharpCompilation WithGenerated()
        {
            _driver = _driver.RunGeneratorsAndUpdateCompilation(Compilation, out Compilation output, out _);
            return (CSharpCompilation)output;
        }

        /// <summary>From the same text in files that no generator has seen.</summary>
        public string GenerateFromScratch() => new Project(Compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(
            Compilation.SyntaxTrees.Select(tree => Parse(tree.ToString(), tree.FilePath)))).Generate();

        public object? Agent() => _driver.GetRunResult().Results[0].TrackedSteps[TransferAgentGenerator.AgentsStep].Single().Outputs.Single().Value;

        private static CSharpCompilation Create(IEnumerable<string> sources)
        {
            CSharpCompilation compilation = GeneratorHarness.Compile("");
            var options = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
            return compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(sources.Select((source, i) => Parse(source, Files[i], options)));
        }

        private static SyntaxTree Parse(string source, string file, CSharpParseOptions options) => CSharpSyntaxTree.ParseText(source, options, file, Encoding.UTF8);
    }
}
