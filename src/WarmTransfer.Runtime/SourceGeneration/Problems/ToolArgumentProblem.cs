namespace WarmTransfer.SourceGeneration;

/// <summary>One argument that could not be taken.</summary>
/// <param name="Parameter">Where: <c>limit</c>, <c>tags[2]</c>.</param>
/// <param name="Expected">What it should have been.</param>
/// <param name="Received">What kind of thing came; not the thing itself, which may be what a caller said.</param>
internal sealed record ToolArgumentProblem(string Parameter, string Expected, string Received);
