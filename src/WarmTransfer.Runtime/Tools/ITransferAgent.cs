using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>What a transfer needs to know of the class that describes it. Implemented by generated code.</summary>
public interface ITransferAgent
{
    /// <summary>Gets the constants of the class's <see cref="TransferAgentAttribute"/>.</summary>
    TransferAgentDefinition Definition { get; }

    /// <summary>Creates the functions for one conversation with the human: the agent's own, then the built-in ones it does not replace.</summary>
    /// <param name="control">What the functions may do to the transfer.</param>
    IReadOnlyList<AIFunction> CreateTools(TransferControl control);
}

/// <summary>The constants of a <see cref="TransferAgentAttribute"/>.</summary>
/// <param name="Name">The agent's class name.</param>
public sealed record TransferAgentDefinition(string Name)
{
    /// <summary>Gets who is called.</summary>
    public string? CallTo { get; init; }

    /// <summary>Gets the outbound trunk.</summary>
    public string? SipTrunkId { get; init; }

    /// <summary>Gets the number to call from.</summary>
    public string? SipNumber { get; init; }

    /// <summary>Gets the key that accepts.</summary>
    public string? AcceptDigit { get; init; }

    /// <summary>Gets the key that declines.</summary>
    public string? DeclineDigit { get; init; }

    /// <summary>Gets who the AI is towards the human.</summary>
    public string? Persona { get; init; }
}
