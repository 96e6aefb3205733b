using Google.Protobuf;
using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator.Tests.Twirp;

/// <summary>Whatever is written can be read again, and whatever is sent is either read or refused.</summary>
public sealed class ProtoJsonRoundTripTests
{
    private const int Rounds = 20;

    public static TheoryData<string> Messages => new(AnyMessage.Types.Keys);

    [Theory, MemberData(nameof(Messages))]
    public void Write_AnyMessage_IsReadAsItWas(string type)
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var message = AnyMessage.Of(AnyMessage.Types[type], new Random(seed));

            foreach (var json in (byte[][])[ProtoJsonWriter.Write(message), ProtoJsonWriter.WriteEvent(message)])
            {
                var read = AnyMessage.Types[type].Parser.ParseFrom(ByteString.Empty);
                ProtoJsonReader.ReadInto(read, json);
                Assert.Equal(message, read);
            }
        }
    }

    [Fact]
    public void Read_AnyPrefixOrChangedByte_IsReadOrRefused()
    {
        var json = ProtoJsonWriter.Write(AnyMessage.Of(CreateSIPParticipantRequest.Descriptor, new Random(1)));
        var refused = 0;
        for (var i = 0; i < json.Length; i++)
        {
            refused += CountRefused(json[..i]);
            foreach (var value in (byte[])[0, (byte)'"', (byte)'}', 0xC3, 0xFF])
            {
                var changed = json.ToArray();
                changed[i] = value;
                refused += CountRefused(changed);
            }
        }

        // No prefix of an object is one.
        Assert.True(refused >= json.Length);
    }

    private static int CountRefused(byte[] json)
    {
        try
        {
            ProtoJsonReader.Read<CreateSIPParticipantRequest>(json);
            return 0;
        }
        catch (FormatException)
        {
            return 1;
        }
    }
}
