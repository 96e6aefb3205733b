namespace WarmTransfer;

/// <summary>What the replies of one session are made with.</summary>
/// <param name="Source">Where words and calls come from.</param>
/// <param name="Speech">What says the words.</param>
/// <param name="History">Where they are kept.</param>
/// <param name="Tools">The functions that may be called.</param>
/// <param name="Caller">What calls them.</param>
/// <param name="MaxToolRounds">How many rounds of one reply may call.</param>
internal sealed record ReplyMeans(IReplySource Source, SpeechOutput Speech, ChatHistory History, ToolSet Tools, ToolCaller Caller, int MaxToolRounds);
