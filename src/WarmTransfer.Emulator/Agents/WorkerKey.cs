using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator;

/// <summary>Which jobs a worker takes.</summary>
/// <param name="AgentName">The name dispatches ask for; empty for an agent that is sent into every room.</param>
/// <param name="Type">What a job is for: a room, someone who joins one, someone who publishes in one.</param>
internal readonly record struct WorkerKey(string AgentName, Protocol.JobType Type);
