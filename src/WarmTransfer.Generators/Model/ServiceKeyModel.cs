namespace WarmTransfer.Generators;

/// <summary>The key of a keyed service.</summary>
/// <param name="Constant">The key.</param>
/// <param name="TypeName">Its type, with <c>global::</c>; empty for <c>null</c>.</param>
internal sealed record ServiceKeyModel(ConstantModel Constant, string TypeName);
