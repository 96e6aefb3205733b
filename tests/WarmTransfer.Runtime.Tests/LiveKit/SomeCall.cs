namespace WarmTransfer.Runtime.Tests;

/// <summary>A phone call that is in order.</summary>
internal static class SomeCall
{
    public static CreateSipParticipantRequest ToNumber() => new()
    {
        RoomName = "a",
        ParticipantIdentity = "phone",
        CallTo = "+15550111",
        TrunkId = "ST_1",
    };
}
