using System.Text;
using Google.Protobuf.WellKnownTypes;
using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator.Tests.Twirp;

public sealed class ProtoJsonTests
{
    [Theory]
    [InlineData("""{"ringing_timeout":"4s"}""", 4, 0)]
    [InlineData("""{"ringingTimeout":"10.5s"}""", 10, 500_000_000)]
    [InlineData("""{"ringing_timeout":"-1.5s"}""", -1, -500_000_000)]
    [InlineData("""{"ringing_timeout":"0.000000001s"}""", 0, 1)]
    public void Read_Duration_IsSecondsAndNanoseconds(string json, long seconds, int nanos) =>
        Assert.Equal(new Duration { Seconds = seconds, Nanos = nanos }, Read<CreateSIPParticipantRequest>(json).RingingTimeout);

    [Theory]
    [InlineData("10")]
    [InlineData("\"10\"")]
    [InlineData("\"s\"")]
    [InlineData("\"4 s\"")]
    [InlineData("\"4s\\n\"")]
    [InlineData("\"1.0000000001s\"")]
    [InlineData("\"315576000001s\"")]
    [InlineData("{}")]
    public void Read_NoDuration_IsRefused(string value) => AssertRefused<CreateSIPParticipantRequest>($$"""{"ringing_timeout":{{value}}}""");

    [Theory]
    [InlineData("12", 12u)]
    [InlineData("\"12\"", 12u)]
    [InlineData("12.0", 12u)]
    [InlineData("1.2e1", 12u)]
    [InlineData("\"1.2e1\"", 12u)]
    [InlineData("4294967295", uint.MaxValue)]
    [InlineData("null", 0u)]
    public void Read_UnsignedInteger_TakesNumbersAndTexts(string value, uint expected) =>
        Assert.Equal(expected, Read<Protocol.CreateRoomRequest>($$"""{"empty_timeout":{{value}}}""").EmptyTimeout);

    [Theory]
    [InlineData("-1")]
    [InlineData("4294967296")]
    [InlineData("1.5")]
    [InlineData("1e99")]
    [InlineData("\"\"")]
    [InlineData("\" 1\"")]
    [InlineData("\"1 \"")]
    [InlineData("\"+1\"")]
    [InlineData("\"0x1\"")]
    [InlineData("true")]
    [InlineData("[1]")]
    public void Read_NoUnsignedInteger_IsRefused(string value) => AssertRefused<Protocol.CreateRoomRequest>($$"""{"empty_timeout":{{value}}}""");

    [Theory]
    [InlineData("\"9223372036854775807\"", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    public void Read_LongInteger_KeepsEveryDigit(string value, long expected) =>
        Assert.Equal(expected, Read<Room>($$"""{"creation_time":{{value}}}""").CreationTime);

    [Theory]
    [InlineData("\"SIP_TRANSPORT_TCP\"", SIPTransport.Tcp)]
    [InlineData("2", SIPTransport.Tcp)]
    [InlineData("\"NOPE\"", SIPTransport.Auto)]
    [InlineData("77", (SIPTransport)77)]
    public void Read_Enum_TakesNameOrNumber(string value, object expected) =>
        Assert.Equal(expected, Read<SIPOutboundTrunkInfo>($$"""{"transport":{{value}}}""").Transport);

    [Theory]
    [InlineData("1.5")]
    [InlineData("true")]
    [InlineData("2147483648")]
    public void Read_NoEnum_IsRefused(string value) => AssertRefused<SIPOutboundTrunkInfo>($$"""{"transport":{{value}}}""");

    [Theory]
    [InlineData("-_8")]
    [InlineData("+/8=")]
    [InlineData("-_8=")]
    public void Read_Bytes_TakesBothAlphabets(string text) =>
        Assert.Equal([0xFB, 0xFF], Read<BytesValue>($$"""{"value":"{{text}}"}""").Value.ToByteArray());

    [Theory]
    [InlineData("\"*\"")]
    [InlineData("1")]
    public void Read_NoBytes_IsRefused(string value) => AssertRefused<BytesValue>($$"""{"value":{{value}}}""");

    [Fact]
    public void Read_ListsMapsAndMessages_AreFilled()
    {
        var request = Read<CreateSIPOutboundTrunkRequest>("""{"trunk":{"numbers":["+1","+2"],"headersToAttributes":{"X-A":"a"}}} trailing""");

        Assert.Equal(["+1", "+2"], request.Trunk.Numbers);
        Assert.Equal("a", Assert.Single(request.Trunk.HeadersToAttributes).Value);
    }

    [Theory]
    [InlineData("""{"numbers":"+1"}""")]
    [InlineData("""{"numbers":[null]}""")]
    [InlineData("""{"numbers":[1]}""")]
    [InlineData("""{"headers":[]}""")]
    [InlineData("""{"headers":{"a":1}}""")]
    [InlineData("""{"headers":{"a":"1","a":"2"}}""")]
    [InlineData("""{"name":"a","name":"b"}""")]
    [InlineData("""{"name":"a",}""")]
    [InlineData("\"name\"")]
    [InlineData("")]
    public void Read_WrongShape_IsRefused(string json) => AssertRefused<SIPOutboundTrunkInfo>(json);

    [Fact]
    public void Write_UnsetFields_AreWrittenAsDefaults() =>
        Assert.Equal(
            """{"sip_trunk_id":"","trunk":null,"sip_call_to":"","sip_number":"","room_name":"","participant_identity":"","participant_name":"","participant_metadata":"","participant_attributes":{},"dtmf":"","play_ringtone":false,"play_dialtone":false,"hide_phone_number":false,"headers":{},"include_headers":"SIP_NO_HEADERS","ringing_timeout":null,"max_call_duration":null,"krisp_enabled":false,"media_encryption":"SIP_MEDIA_ENCRYPT_DISABLE","wait_until_answered":false}""",
            Write(new CreateSIPParticipantRequest()));

    [Fact]
    public void Write_Values_AreWrittenAsTheServerDoes() =>
        Assert.Equal(
            """{"name":"<Ünal> \"&\"","numbers":["+1"],"headers":{"a":"1","b":"2"},"transport":77,"creation_time":"5"}""",
            Keep(
                Write(new SIPOutboundTrunkInfo { Name = "<Ünal> \"&\"", Numbers = { "+1" }, Headers = { ["b"] = "2", ["a"] = "1" }, Transport = (SIPTransport)77 }),
                Write(new Room { CreationTime = 5 })));

    [Fact]
    public void Write_Duration_IsText() =>
        Assert.Contains("\"ringing_timeout\":\"4.500s\"", Write(new TransferSIPParticipantRequest { RingingTimeout = new Duration { Seconds = 4, Nanos = 500_000_000 } }), StringComparison.Ordinal);

    private static T Read<T>(string json)
        where T : Google.Protobuf.IMessage<T>, new() => ProtoJsonReader.Read<T>(Encoding.UTF8.GetBytes(json));

    private static void AssertRefused<T>(string json)
        where T : Google.Protobuf.IMessage<T>, new() => Assert.Throws<FormatException>(() => Read<T>(json));

    private static string Write(Google.Protobuf.IMessage message) => Encoding.UTF8.GetString(ProtoJsonWriter.Write(message));

    // Only what the test is about: the fields named here, in this order.
    private static string Keep(string trunk, string room)
    {
        var from = System.Text.Json.JsonElement.Parse(trunk);
        var parts = new[] { "name", "numbers", "headers", "transport" }.Select(name => $"\"{name}\":{from.GetProperty(name).GetRawText()}");
        return $"{{{string.Join(',', parts)},\"creation_time\":{System.Text.Json.JsonElement.Parse(room).GetProperty("creation_time").GetRawText()}}}";
    }
}
