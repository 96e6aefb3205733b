using Microsoft.Extensions.AI;

namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>Shows the test the control that the tools are given.</summary>
internal sealed class ControlTap(ITransferAgent agent, Action<TransferControl> tap) : ITransferAgent
{
    public TransferAgentDefinition Definition => agent.Definition;

    public IReadOnlyList<AIFunction> CreateTools(TransferControl control)
    {
        tap(control);
        return agent.CreateTools(control);
    }
}
