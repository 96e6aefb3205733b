using Microsoft.CodeAnalysis;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Generators.Tests;

/// <summary>Agents with type parameters, their own or those of types around them.</summary>
public sealed class GenericAgentTests
{
    private const string Source = """
        using System.ComponentModel.DataAnnotations;
        using WarmTransfer;

        public interface IStore<T> { string Name(T item); }

        public sealed class Store : IStore<int> { public string Name(int item) => "number " + item; }

        [TransferAgent(CallTo = "+15105550123")]
        public partial class Desk<T, @class>
            where T : new()
            where @class : struct, Enum
        {
            private enum Mood { Calm, Angry }

            public sealed record Note([Length(2, 9)] string Text, int Count = 1);

            private T Item { get; } = new();

            [TransferTool] private string Kind(Mood mood) => $"{mood} {typeof(T).Name} {typeof(@class).Name}";
            [TransferTool] private Note Write(Note note, Note[]? more) => note with { Count = note.Count + (more?.Length ?? 0) };
            [TransferTool] private static int Size([Range(1, 5)] int factor) => factor * typeof(T).Name.Length;
            [TransferTool] private string Stored([FromServices] IStore<T> store, [FromServices] T? item) => store.Name(Item) + (item is null);
        }

        public sealed class Made : Desk<int, DayOfWeek>;
        """;

    [Theory]
    [InlineData("kind", """{"mood":"angry"}""", "Angry Int32 DayOfWeek")]
    [InlineData("write", """{"note":{"text":"ab"},"more":[{"text":"cd"}]}""", """{"text":"ab","count":2}""")]
    [InlineData("size", """{"factor":2}""", "10")]
    public async Task Tool_OfAGenericAgent_IsCalled(string tool, string json, string answer)
    {
        LoadedAgent loaded = LoadedAgent.Create(Source, "Made");

        Assert.Equal(answer, await loaded.AnswerAsync(tool, json));
        Assert.Equal((true, answer.StartsWith('{') || tool == "size" ? answer : $"\"{answer}\""), await loaded.CallUtf8Async(tool, json));
    }

    [Theory]
    [InlineData("write", """{"note":{"text":"a"}}""", "note.text: a string of 2 to 9 characters")]
    [InlineData("size", """{"factor":6}""", "factor: a whole number from 1 to 5")]
    [InlineData("kind", """{"mood":"sad"}""", "mood: one of: Calm, Angry")]
    public async Task Arguments_OfAGenericAgent_AreChecked(string tool, string json, string problem)
        => Assert.StartsWith(problem, ToolAnswer.Problems(await LoadedAgent.Create(Source, "Made").CallAsync(tool, json))[0], StringComparison.Ordinal);

    [Fact]
    public async Task Service_OfATypeTheAgentLeavesOpen_IsGiven()
    {
        LoadedAgent loaded = LoadedAgent.Create(Source, "Made");
        Type store = loaded.Agent.GetType().Assembly.GetType("Store", throwOnError: true)!;

        var answer = await loaded.CallAsync("stored", new AIFunctionArguments { Services = new OneService(Activator.CreateInstance(store)!) });

        Assert.Equal("number 0False", answer?.ToString());
    }

    [Fact]
    public void Definition_OfAGenericAgent_HasTheClassName()
    {
        ITransferAgent agent = LoadedAgent.Create(Source, "Made").Agent;

        Assert.Equal("Desk", agent.Definition.Name);
        Assert.Equal("+15105550123", agent.Definition.CallTo);
    }

    [Fact]
    public async Task Agent_InsideGenericTypes_WorksForEachOfThem()
    {
        LoadedAgent loaded = LoadedAgent.Create("""
            using WarmTransfer;

            namespace Desks;

            public partial struct House<TOrder>
                where TOrder : notnull
            {
                public partial interface IRoom<T>
                {
                    [TransferAgent]
                    public partial record Desk<T2>
                    {
                        private protected enum Mood { Calm }

                        [TransferTool] private protected string Kind(Mood mood) => $"{mood} {typeof(TOrder).Name} {typeof(T).Name} {typeof(T2).Name}";
                    }
                }
            }

            public sealed record Made : House<int>.IRoom<string>.Desk<byte>;
            """, "Desks.Made");

        Assert.Equal("Calm Int32 String Byte", await loaded.AnswerAsync("kind", """{"mood":"Calm"}"""));
    }

    [Fact]
    public void Tools_OfATypeTheAgentLeavesOpen_AreLeftOut()
    {
        LoadedAgent loaded = LoadedAgent.Create("""
            using WarmTransfer;

            [TransferAgent]
            public partial class Desk<T>
            {
                public sealed record Box(T Item);

                [TransferTool] private void Save(T item) { }
                [TransferTool] private void SaveAll(List<T?> items) { }
                [TransferTool] private void SaveBox(Box box) { }
                [TransferTool] private Task<T> LoadAsync() => throw new NotSupportedException();
                [TransferTool] private string Ping() => "pong";
            }

            public sealed class Made : Desk<int>;
            """, "Made");

        Assert.Equal(["ping"], loaded.Tools.Select(tool => tool.Name).Take(loaded.Tools.Count - 3));
    }

    [Fact]
    public void TypeParameter_NamedAsAGeneratedType_KeepsItsName()
        => Assert.NotEmpty(GeneratorHarness.Generate("[WarmTransfer.TransferAgent] public partial class Desk<DeskDefinition, FindTool> { [WarmTransfer.TransferTool] private void Find() { } }"));

    [Fact]
    public void Agents_OfOneNameAndOtherTypeParameters_HaveFilesOfTheirOwn()
    {
        IReadOnlyList<GeneratedSourceResult> files = GeneratorHarness.Generate("""
            using WarmTransfer;

            namespace Desks
            {
                [TransferAgent] public partial class Desk;
                [TransferAgent] public partial class Desk<T>;
                [TransferAgent] public partial class Desk<T1, T2>;
                [TransferAgent] public partial class DESK<T>;
                public partial class House<T> { [TransferAgent] public partial class Desk; }
                public partial class House { [TransferAgent] public partial class Desk<T>; }
            }
            """);

        Assert.Equal(
            ["Desks.DESK`1.g.cs", "Desks.Desk.g.cs", "Desks.Desk`1.2.g.cs", "Desks.Desk`2.g.cs", "Desks.House+Desk`1.g.cs", "Desks.House`1+Desk.g.cs"],
            files.Select(file => file.HintName).Order(StringComparer.Ordinal));
    }

    private sealed class OneService(object service) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType.IsInstanceOfType(service) ? service : serviceType == typeof(int) ? 0 : null;
    }
}
