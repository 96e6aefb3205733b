namespace WarmTransfer;

/// <summary>One reply of a <see cref="CallSession"/>, asked for with <see cref="CallSession.GenerateReplyAsync"/>.</summary>
public sealed class ReplyOptions
{
    /// <summary>Gets or sets what the model is told for this reply only, after the session's own instructions. Default: nothing more.</summary>
    public string? Instructions { get; set; }

    /// <summary>Gets or sets whether the model may call tools. Default: yes.</summary>
    public bool UseTools { get; set; } = true;

    /// <summary>Gets or sets a message of the party's to answer; it enters the history first. Default: none, the model goes on from the history.</summary>
    public string? UserText { get; set; }

    /// <summary>Copies it: what is changed after it was handed in does nothing.</summary>
    internal ReplyOptions Copied() => (ReplyOptions)MemberwiseClone();
}
