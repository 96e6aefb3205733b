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
}
