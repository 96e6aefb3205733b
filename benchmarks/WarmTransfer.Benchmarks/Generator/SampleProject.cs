using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WarmTransfer.Benchmarks.Generator;

/// <summary>A project of many files, some of them agents; and, for System.Text.Json's generator, a context for as many records as there are tools.</summary>
internal sealed class SampleProject
{
    private const int ToolsPerAgent = 20;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    private readonly SyntaxTree _edited;
    private readonly CSharpCompilation _compilation;
    private int _keystrokes;

    public SampleProject(int files, int tools)
    {
        IEnumerable<string> sources = Enumerable.Range(0, files).Select(Unrelated).Concat(Enumerable.Range(0, (tools + ToolsPerAgent - 1) / ToolsPerAgent).Select(i => Agent(i, tools))).Append(Records(tools));
        SyntaxTree[] trees = [.. sources.Select((source, i) => Parse(source, i))];
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        _edited = trees[0];
        _compilation = CSharpCompilation.Create("Sample", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    public static CSharpParseOptions ParseOptions => Options;

    /// <summary>The project after one more keystroke, in a method no agent knows of.</summary>
    /// <remarks>Always anew, as in an editor: what the compiler remembered of the project before belongs to that one.</remarks>
    public CSharpCompilation EditBody() => Edit("=> 0", "=> " + NextNumber());

    /// <summary>The same in the name of a method: now the project declares something else.</summary>
    public CSharpCompilation EditDeclaration() => Edit("int Count()", $"int Count{NextNumber()}()");

    private CSharpCompilation Edit(string text, string replacement)
        => _compilation.ReplaceSyntaxTree(_edited, Parse(Unrelated(0).Replace(text, replacement, StringComparison.Ordinal), 0));

    private string NextNumber() => (++_keystrokes).ToString(CultureInfo.InvariantCulture);

    private static SyntaxTree Parse(string source, int file) => CSharpSyntaxTree.ParseText(source, Options, $"File{file}.cs", Encoding.UTF8);

    private static string Unrelated(int i) => $$"""
        using System;
        using System.Collections.Generic;

        namespace Sample.Part{{i % 50}};

        [Obsolete("Has an attribute too.")]
        public sealed class Service{{i}}(int size)
        {
            private readonly List<int> _items = new(size);

            public int Count() => 0;

            public void Add(int item)
            {
                if (item > size)
                    throw new ArgumentOutOfRangeException(nameof(item));
                _items.Add(item);
            }
        }
        """;

    private static string Agent(int i, int tools) => $$"""
        using System.Threading.Tasks;
        using WarmTransfer;

        namespace Sample.Agents;

        [TransferAgent(CallTo = "+15105550123")]
        public sealed partial class Desk{{i}}
        {
        {{string.Join('\n', Enumerable.Range(i * ToolsPerAgent, Math.Min(ToolsPerAgent, tools - (i * ToolsPerAgent))).Select(Tool))}}
        }
        """;

    private static string Tool(int i) => $"""
            /// <summary>Finds an entry.</summary>
            /// <param name="number">The number.</param>
            [TransferTool]
            public Task<Record{i}?> Find{i}Async(string number, int hour, Topic topic, bool urgent = false) => Task.FromResult<Record{i}?>(null);
        """;

    private static string Records(int tools) => $$"""
        using System.Text.Json.Serialization;

        namespace Sample.Agents;

        public enum Topic { Billing, Repair, Other }

        {{string.Join('\n', Enumerable.Range(0, tools).Select(i => $"public sealed record Record{i}(string Number, int Hour, Topic Topic, bool Urgent);"))}}

        {{string.Join('\n', Enumerable.Range(0, tools).Select(i => $"[JsonSerializable(typeof(Record{i}))]"))}}
        public sealed partial class Context : JsonSerializerContext;
        """;
}
