namespace WarmTransfer;

/// <summary>What the AI says word for word where the options do not say otherwise.</summary>
internal static class ConsultSpeech
{
    public const string CallerLeft = "I'm sorry, the caller has just hung up. Thank you for your time. Goodbye.";
    public const string Declined = "All right, I'll let the caller know. Thank you. Goodbye.";
    public const string TimedOut = "I'm sorry, I can't keep the caller waiting any longer. Thank you. Goodbye.";
    public const string MergeFailed = "I'm sorry, I could not connect you with the caller. I'll go back to them. Goodbye.";
    public const string Introduction = "You are now connected with each other. I'll leave you to it.";

    /// <summary>What the model is told when the human has answered and nobody has spoken for a while.</summary>
    public const string SilencePrompt = "The line has been silent for a while. Say in one short sentence who you are and that a caller is waiting, and ask whether the person can hear you.";
}
