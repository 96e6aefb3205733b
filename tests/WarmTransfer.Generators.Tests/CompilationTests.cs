using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WarmTransfer.Generators.Tests;

/// <summary>The generated code compiles as ordinary source, at the highest warning level, wherever the agent is.</summary>
public sealed class CompilationTests
{
    public static TheoryData<string, string> Agents() => new()
    {
        { "without tools", "[TransferAgent] internal partial class Desk;" },
        { "public with documentation", """
            /// <summary>Desk.</summary>
            [TransferAgent]
            public partial class Desk
            {
                /// <summary>Tool.</summary>
                /// <param name="a">A.</param>
                [TransferTool] public string Tool(string a) => a;
            }
            """ },
        { "abstract with an abstract tool", "[TransferAgent] internal abstract partial class Desk { [TransferTool] public abstract Task<int> ToolAsync(int a); }" },
        { "derived from an agent", """
            [TransferAgent] internal partial class Base { [TransferTool] protected internal virtual int Tool(int a) => a; }
            [TransferAgent] internal partial class Desk : Base { [TransferTool] protected internal override int Tool(int a) => a; }
            """ },
        { "a sealed record with a primary constructor", "[TransferAgent] internal sealed partial record Desk(string Name) { [TransferTool] private string Tool() => Name; }" },
        { "without nullable annotations", """
            #nullable disable
            internal class Person { public string Name { get; set; } public Person Boss { get; set; } }
            [TransferAgent] internal partial class Desk { [TransferTool] public Task<Person> Find(string name, string[] tags = null, IServiceProvider services = null) => null; }
            """ },
        { "in an interface", "internal partial interface IOuter { [TransferAgent] internal partial class Desk { private enum E { A } [TransferTool] private E Tool(E e) => e; } }" },
        { "in a namespace of keywords", "namespace @event.@class { [TransferAgent] internal partial class @new { [TransferTool] public void @default(int @int) { } } }" },
        { "beside types that shadow the platform's", """
            namespace Desks
            {
                internal class System; internal class WarmTransfer2; internal class String; internal class Task; internal class Microsoft;
                [TransferAgent] internal partial class Desk { [TransferTool] public int? Tool(int? a, string b) => a; }
            }
            """ },
        { "with members named as the generated code's", """
            [TransferAgent]
            internal partial class Desk
            {
                private int agent, control, arguments, reader, ToolTool, DeskDefinition, SchemaNames;
                private enum Schema { Name, Description }
                [TransferTool] private Schema Tool(Schema agent, int control, int reader, int arguments, int cancellationToken)
                { (this.agent, this.control, this.arguments, this.reader, ToolTool, DeskDefinition, SchemaNames) = (1, control, arguments, reader, 1, 2, 3); return agent; }
                public int Sum() => agent + control + arguments + reader + ToolTool + DeskDefinition + SchemaNames;
            }
            """ },
        { "with obsolete tools", "[TransferAgent] internal partial class Desk { [TransferTool, Obsolete] public int A() => 1; [TransferTool, Obsolete(\"Old.\")] public static async Task B() => await Task.Yield(); }" },
        { "with results that name private types", """
            internal class Box<T> { public T? Item { get; init; } }
            [TransferAgent]
            internal partial class Desk
            {
                private enum Mood { Calm }
                private record Note(Mood Mood);
                [TransferTool] private Box<Note[]> A() => new();
                [TransferTool] private Box<Box<Mood>> B() => new();
            }
            """ },
        { "with results of many shapes", """
            internal struct Point { public int X { get; init; } }
            internal class Box<T> { public T? Item { get; init; } public List<Box<T>>? Others { get; init; } }
            internal enum Wide : ulong { Max = ulong.MaxValue }
            [TransferAgent]
            internal partial class Desk
            {
                [TransferTool] public Point? A() => null;
                [TransferTool] public Task<Box<string?>> B() => Task.FromResult(new Box<string?>());
                [TransferTool] public Box<int> C() => new();
                [TransferTool] public HashSet<Point?> D() => [];
                [TransferTool] public Dictionary<string, List<Wide?>?> E(Wide w = Wide.Max) => [];
                [TransferTool] public nint F(Int128 big, nuint native = 7) => 0;
            }
            """ },
    };

    [Theory]
    [MemberData(nameof(Agents))]
    public void Agent_OfEveryShape_CompilesWithoutWarnings(string shape, string source)
    {
        Assert.NotEmpty(shape);
        var usings = source.StartsWith("#nullable", StringComparison.Ordinal) ? "using WarmTransfer;\n" : "using WarmTransfer;\n\n";

        Assert.NotEmpty(GeneratorHarness.Generate(usings + source, DocumentationMode.Diagnose));
    }

    [Fact]
    public void Generator_InAProjectWithoutAgents_WritesNothing() => Assert.Empty(GeneratorHarness.Generate("public class Desk;"));

    [Fact]
    public void GeneratedFile_OfAnAgent_DisablesNoWarning()
        => Assert.DoesNotContain("#pragma", GeneratorHarness.Generate("[WarmTransfer.TransferAgent] public partial class Desk;")[0].SourceText.ToString(), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Agents))]
    public void Agent_OfEveryShape_CompilesInLaterLanguagesToo(string shape, string source)
    {
        Assert.NotEmpty(shape);
        Assert.All(
            (LanguageVersion[])[LanguageVersion.CSharp13, LanguageVersion.Latest, LanguageVersion.Preview],
            language => Assert.NotEmpty(GeneratorHarness.Generate(GeneratorHarness.Compile("using WarmTransfer;\n" + source, language: language), out _)));
    }
}
