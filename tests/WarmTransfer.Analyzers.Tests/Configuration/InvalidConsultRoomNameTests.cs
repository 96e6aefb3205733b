namespace WarmTransfer.Analyzers.Tests;

public sealed class InvalidConsultRoomNameTests
{
    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    public Task RoomName_Empty_IsReported(string name)
        => new RuleTest<InvalidConsultRoomNameAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    WarmTransferOptions Options => new() { RoomName = [|{{name}}|] };
                }
                """)
            .WithMessage("The consult room is given an empty name; give it a name of its own, or leave RoomName unset")
            .RunAsync();

    [Theory]
    [InlineData("CallSession")]
    [InlineData("ICallerLeg")]
    public Task RoomName_OfTheCallersRoom_IsReported(string leg)
        => new RuleTest<InvalidConsultRoomNameAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    WarmTransferOptions Options({{leg}} caller) => new() { RoomName = [|caller.Room.Name|] };
                }
                """)
            .WithMessage("The consult room is given the name of the caller's, who would hear the human being briefed; give it a name of its own, or leave RoomName unset")
            .RunAsync();

    [Theory]
    [InlineData("\"billing\"")]
    [InlineData("null")]
    [InlineData("caller.Room.Name + \"-billing\"")]
    [InlineData("other.Name")]
    [InlineData("desk.Room.Name")]
    public Task RoomName_OfItsOwn_IsNotReported(string name)
        => new RuleTest<InvalidConsultRoomNameAnalyzer>()
            .WithSource($$"""
                record Desk(IRoom Room);

                class Calls
                {
                    WarmTransferOptions Options(ICallerLeg caller, IRoom other, Desk desk) => new() { RoomName = {{name}} };
                }
                """)
            .RunAsync();
}
