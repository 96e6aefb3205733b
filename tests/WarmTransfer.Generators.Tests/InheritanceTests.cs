using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators.Tests;

/// <summary>Tools of base agents, results that come one by one, and agents whose names differ only by case.</summary>
public sealed class InheritanceTests
{
    private const string Source = """
        using System.Runtime.CompilerServices;
        using WarmTransfer;

        [TransferAgent]
        public abstract partial class House
        {
            protected enum Mood { Calm }

            [TransferTool] protected string Greet(string name) => "house " + name;
            [TransferTool] public virtual string Close() => "house";
            [TransferTool] internal static int Add(int a, int b) => a + b;
            [TransferTool] private string Hidden() => "hidden";
            [TransferTool] protected Mood Feel(Mood mood) => mood;
            [TransferTool(Replaces = BuiltInTool.DeclineTransfer)] public string Refuse(string reason) => "house refuses";
        }

        public class Middle : House { public override string Close() => "middle"; }

        [TransferAgent]
        public sealed partial class Desk : Middle
        {
            [TransferTool(Name = "greet")] private string Welcome(string name) => "desk " + name;

            [TransferTool]
            private async IAsyncEnumerable<int?> CountAsync(int to, [EnumeratorCancellation] CancellationToken cancellationToken)
            {
                for (int i = 1; i <= to; i++)
                {
                    await Task.Yield();
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return i;
                }
            }
        }
        """;

    [Fact]
    public void Tools_OfABaseAgent_ComeAfterTheOwnAndBeforeTheBuiltIn()
        => Assert.Equal(["greet", "count", "close", "add", "feel", "decline_transfer", "connect_to_caller", "voicemail_detected"], LoadedAgent.Create(Source).Tools.Select(tool => tool.Name));

    [Theory]
    [InlineData("greet", """{"name":"Ann"}""", "desk Ann")]
    [InlineData("close", "{}", "middle")]
    [InlineData("add", """{"a":1,"b":2}""", "3")]
    [InlineData("feel", """{"mood":"calm"}""", "Calm")]
    [InlineData("decline_transfer", """{"reason":"busy"}""", "house refuses")]
    public async Task Tool_OfABaseAgent_IsCalledOnTheDerivedOne(string tool, string json, string answer)
        => Assert.Equal(answer, await LoadedAgent.Create(Source).AnswerAsync(tool, json));

    [Fact]
    public async Task Result_ThatComesOneByOne_IsAnArray()
    {
        LoadedAgent loaded = LoadedAgent.Create(Source);

        Assert.Equal("[1,2,3]", await loaded.AnswerAsync("count", """{"to":3}"""));
        Assert.Equal("""{"type":"array","items":{"type":["integer","null"]}}""", loaded.Tool("count").ReturnJsonSchema!.Value.GetRawText());
    }

    [Fact]
    public async Task Tools_OfAnAbstractClass_AreOfferedByTheAgentsDerivedFromIt()
    {
        LoadedAgent loaded = LoadedAgent.Create("""
            using WarmTransfer;

            public abstract class House
            {
                [TransferTool] protected string Greet(string name) => Title() + name;
                [TransferTool] protected abstract string Title();
                [TransferTool] private string Hidden() => "hidden";
            }

            [TransferAgent]
            public sealed partial class Desk : House
            {
                protected override string Title() => "Dr. ";
            }
            """);

        Assert.Equal(["greet", "title"], Own(loaded));
        Assert.Equal("Dr. Ann", await loaded.AnswerAsync("greet", """{"name":"Ann"}"""));
        Assert.Equal("Dr. ", await loaded.AnswerAsync("title"));
    }

    [Fact]
    public void Tools_OfABaseClassThatIsNeitherMarkedNorAbstract_AreNotOffered()
        => Assert.Empty(Own(LoadedAgent.Create("""
            using WarmTransfer;

            public class House { [TransferTool] public string Greet() => "hello"; }

            [TransferAgent] public sealed partial class Desk : House;
            """)));

    [Fact]
    public async Task Tools_OfAGenericBaseClass_HaveTheTypesTheAgentGivesIt()
    {
        LoadedAgent loaded = LoadedAgent.Create("""
            using WarmTransfer;

            public enum State { Open, Paid }

            public record Invoice(string Number, State State = State.Open);

            public abstract class DeskBase<T, TKey>
                where TKey : struct
            {
                [TransferTool] protected string Save(T item, TKey? key = null, TKey second = default) => $"{item} {key} {second}";
                [TransferTool] protected Task<IReadOnlyList<T>> FindAsync(T like) => Task.FromResult<IReadOnlyList<T>>([like, like]);
                [TransferTool] protected static string Kind() => typeof(T).Name;
            }

            public abstract class Middle<TItem> : DeskBase<TItem, int>;

            [TransferAgent]
            public sealed partial class Desk : Middle<Invoice>;
            """);

        Assert.Equal(["save", "find", "kind"], Own(loaded));
        Assert.Equal("Invoice { Number = 7, State = Paid }  0", await loaded.AnswerAsync("save", """{"item":{"number":"7","state":"paid"}}"""));
        Assert.Equal("""[{"number":"7","state":"Open"},{"number":"7","state":"Open"}]""", await loaded.AnswerAsync("find", """{"like":{"number":7}}"""));
        Assert.Equal("Invoice", await loaded.AnswerAsync("kind"));
        Assert.Equal(["item.state: one of: Open, Paid; a string"], ToolAnswer.Problems(await loaded.CallAsync("save", """{"item":{"number":"7","state":"lost"}}""")));
    }

    [Fact]
    public async Task Tools_OfAGenericAgent_AreOfferedByTheAgentsDerivedFromIt()
    {
        LoadedAgent loaded = LoadedAgent.Create("""
            using WarmTransfer;

            [TransferAgent]
            public partial class House<T> { [TransferTool] protected string Kind() => typeof(T).Name; }

            [TransferAgent]
            public sealed partial class Desk : House<int>;
            """);

        Assert.Equal("Int32", await loaded.AnswerAsync("kind"));
    }

    [Fact]
    public async Task Tool_ThatOverridesAnother_TakesItsPlaceUnderAnyName()
    {
        LoadedAgent loaded = LoadedAgent.Create("""
            using WarmTransfer;

            public abstract class House { [TransferTool] public virtual string Open() => "house"; }

            public abstract class Middle : House { public override string Open() => "middle"; }

            [TransferAgent]
            public sealed partial class Desk : Middle { [TransferTool(Name = "start")] public override string Open() => "desk"; }
            """);

        Assert.Equal(["start"], Own(loaded));
        Assert.Equal("desk", await loaded.AnswerAsync("start"));
    }

    [Fact]
    public async Task Tool_WithAnOverloadInTheAgent_IsTheOneThatIsCalled()
    {
        LoadedAgent loaded = LoadedAgent.Create("""
            using WarmTransfer;

            public abstract class House
            {
                [TransferTool] public string Find(string id) => "tool " + id;
                [TransferTool] protected static string Count(string id) => "static " + id;
                [TransferTool] public string Lost() => "lost";
            }

            [TransferAgent]
            public sealed partial class Desk : House
            {
                public string Find(object id) => "overload " + id;
                public string Count(object id) => "overload " + id;
                public new int Lost => Count("").Length;
            }
            """);

        Assert.Equal(["find", "count"], Own(loaded));
        Assert.Equal("tool 7", await loaded.AnswerAsync("find", """{"id":"7"}"""));
        Assert.Equal("static 7", await loaded.AnswerAsync("count", """{"id":"7"}"""));
    }

    [Fact]
    public void Tools_OfAStrictAgent_AreAllStrict()
    {
        LoadedAgent loaded = LoadedAgent.Create("""
            using WarmTransfer;

            public abstract class House
            {
                [TransferTool] protected string Find(string id) => id;
                [TransferTool] protected int Sum(Dictionary<string, int> parts) => parts.Values.Sum();
            }

            [TransferAgent(Strict = true)]
            public sealed partial class Desk : House;
            """);

        Assert.Equal(["find"], Own(loaded));
        Assert.Contains("\"additionalProperties\":false", loaded.Tool("find").JsonSchema.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tools_OfABaseClassInAnotherAssembly_AreOfferedWhenTheyCanBeCalled()
    {
        LoadedAgent loaded = LoadedAgent.Create(
            """
            [WarmTransfer.TransferAgent] public sealed partial class Desk : House<int>;
            """,
            library: """
            using System.ComponentModel;
            using WarmTransfer;

            public enum Mood { Calm, Angry }

            public record Note(string Text, Mood Mood = Mood.Calm);

            [TransferAgent]
            public abstract partial class House<T>
            {
                [TransferTool, Description("Remembers.")] protected Note Remember(Note note, T? key = default) => note with { Text = note.Text + key };
                [TransferTool] protected internal string Both() => "both";
                [TransferTool] internal string Inside() => "inside";
                [TransferTool] private protected string InsideToo() => "inside";
            }
            """);

        Assert.Equal(["remember", "both"], Own(loaded));
        Assert.Equal("Remembers.", loaded.Tool("remember").Description);
        Assert.Equal("""{"text":"a5","mood":"Angry"}""", await loaded.AnswerAsync("remember", """{"note":{"text":"a","mood":"ANGRY"},"key":5}"""));
        Assert.Equal("both", await loaded.AnswerAsync("both"));
    }

    // A tool may have a built-in tool's name once another took that one's place, wherever the two stand.
    [Theory]
    [InlineData("[TransferTool] public string DeclineTransfer(string to) => to;", "", "decline_transfer,refuse,connect_to_caller,voicemail_detected")]
    [InlineData("", "[TransferTool] public string DeclineTransfer(string to) => to;", "refuse,decline_transfer,connect_to_caller,voicemail_detected")]
    [InlineData("[TransferTool(Name = \"refuse\")] public string No(string to) => to;", "", "refuse,connect_to_caller,decline_transfer,voicemail_detected")]
    [InlineData("[TransferTool(Name = \"refuse\")] public string No(string to) => to;", "[TransferTool] public string DeclineTransfer(string to) => to;", "refuse,connect_to_caller,decline_transfer,voicemail_detected")]
    [InlineData("[TransferTool(Name = \"no\", Replaces = BuiltInTool.DeclineTransfer)] public string No(string to) => to;", "[TransferTool] public string DeclineTransfer(string to) => to;", "no,decline_transfer,connect_to_caller,voicemail_detected")]
    public void Tools_BesideAnInheritedReplacement_HaveNamesOfTheirOwn(string own, string inherited, string names)
    {
        LoadedAgent loaded = LoadedAgent.Create($$"""
            using WarmTransfer;

            public abstract class House
            {
                [TransferTool(Name = "refuse", Replaces = BuiltInTool.DeclineTransfer)] public string Refuse(string reason) => reason;
                {{inherited}}
            }

            public abstract class Middle : House;

            [TransferAgent] public sealed partial class Desk : Middle { {{own}} }
            """);

        Assert.Equal(names, string.Join(',', loaded.Tools.Select(tool => tool.Name)));
    }

    [Fact]
    public void Tool_WithTheNameOfTheBuiltInOneThatAnInheritedOneReplaces_IsOfferedByAnAbstractClassToo()
        => Assert.Equal(["decline_transfer", "refuse", "connect_to_caller", "voicemail_detected"], LoadedAgent.Create("""
            using WarmTransfer;

            public abstract class House { [TransferTool(Name = "refuse", Replaces = BuiltInTool.DeclineTransfer)] public string Refuse(string reason) => reason; }

            public abstract class Middle : House { [TransferTool] public void DeclineTransfer() { } }

            [TransferAgent] public sealed partial class Desk : Middle;
            """).Tools.Select(tool => tool.Name));

    [Fact]
    public void Agents_WhoseNamesDifferOnlyByCase_HaveFilesOfTheirOwn()
    {
        IReadOnlyList<GeneratedSourceResult> files = GeneratorHarness.Generate("""
            using WarmTransfer;

            namespace Desks
            {
                [TransferAgent] public partial class Desk;
                [TransferAgent] public partial class DESK;
                [TransferAgent] public partial class Other;
            }
            """);

        Assert.Equal(["Desks.DESK.g.cs", "Desks.Desk.2.g.cs", "Desks.Other.g.cs"], files.Select(file => file.HintName).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Own(LoadedAgent loaded) => loaded.Tools.Take(loaded.Tools.Count - 3).Select(tool => tool.Name);
}
