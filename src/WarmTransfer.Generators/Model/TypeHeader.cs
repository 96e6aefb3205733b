namespace WarmTransfer.Generators;

/// <summary>How a partial type is opened again: <c>record struct</c> and <c>Desk&lt;T&gt;</c>.</summary>
internal sealed record TypeHeader(string Keyword, string Name);
