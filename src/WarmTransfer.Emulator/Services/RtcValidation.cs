namespace WarmTransfer.Emulator;

/// <summary><c>/rtc/validate</c>: whether one could join with this token, asked by clients that failed to.</summary>
internal static class RtcValidation
{
    public const string Path = "/rtc/validate";

    public static EmulatorResponse Answer(TokenGrants grants) => grants switch
    {
        _ when ReferenceEquals(grants, TokenGrants.None) => EmulatorResponse.Text(401, "no permissions to access the room"),
        { RoomJoin: false } => EmulatorResponse.Text(401, "permissions denied"),
        { Identity.Length: 0 } => EmulatorResponse.Text(400, "identity cannot be empty"),
        _ => EmulatorResponse.Text(200, "success"),
    };
}
