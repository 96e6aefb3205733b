namespace WarmTransfer.Analyzers.Tests;

public sealed class ProjectWithoutRuntimeTests
{
    [Fact]
    public async Task Rules_InAProjectThatDoesNotUseThePackage_AreSilent()
    {
        const string Source = """
            using System;

            [TransferAgent]
            static class Shuttle
            {
                [TransferTool]
                static async void Leave() => await System.Threading.Tasks.Task.Yield();
            }

            class TransferAgentAttribute : Attribute;

            class TransferToolAttribute : Attribute;
            """;

        Assert.Empty(await TestProject.AnalyzeAsync(TestProject.CreateWithoutRuntime(Source), AllRules.Analyzers, "A source without the package"));
    }
}
