using System.Text.Json;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Runtime.Tests.PublicTasks;

/// <summary>An agent with one tool, which works for a second.</summary>
internal sealed class SlowAgent(Stage stage) : ITransferAgent
{
    public const string ToolName = "look_it_up";

    public TransferAgentDefinition Definition { get; } = new("SlowAgent");

    public TransferTool Tool => new LookItUp(stage);

    public IReadOnlyList<AIFunction> CreateTools(TransferControl control) => [Tool];

    private sealed class LookItUp(Stage stage) : TransferTool
    {
        public override string Name => ToolName;

        public override JsonElement JsonSchema { get; } = JsonElement.Parse("""{"type":"object","properties":{}}""");

        protected override async ValueTask<object?> CallAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
        {
            await stage.DelayAsync(1);
            return "found";
        }
    }
}
