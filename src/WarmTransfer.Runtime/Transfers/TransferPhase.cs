namespace WarmTransfer;

/// <summary>How far a transfer has come.</summary>
public enum TransferPhase
{
    /// <summary>The transfer has not begun.</summary>
    None = 0,

    /// <summary>The caller is put on hold, the consult room is opened and the AI joins it.</summary>
    Opening,

    /// <summary>The human's phone is dialled and rings.</summary>
    Dialling,

    /// <summary>The AI speaks with the human.</summary>
    Consulting,

    /// <summary>The human agreed; the two are being joined.</summary>
    Merging,

    /// <summary>The two are joined.</summary>
    Connected,

    /// <summary>What was opened is closed again and the caller comes off hold.</summary>
    Resuming,
}

/// <summary>A limit on how long something may take.</summary>
public enum TransferLimit
{
    /// <summary>No limit.</summary>
    None = 0,

    /// <summary>Opening the consult room: 20 s.</summary>
    Opening,

    /// <summary><see cref="WarmTransferOptions.RingingTimeout"/>, where the server did not end the call itself.</summary>
    Ringing,

    /// <summary><see cref="WarmTransferOptions.ConsultTimeout"/>.</summary>
    Consult,

    /// <summary><see cref="WarmTransferOptions.SilenceTimeout"/>.</summary>
    Silence,

    /// <summary><see cref="WarmTransferOptions.MaxHoldTime"/>.</summary>
    Hold,

    /// <summary><see cref="WarmTransferOptions.MergeTimeout"/>.</summary>
    Merge,
}
