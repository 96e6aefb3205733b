using System.Collections;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator.Tests.Twirp;

/// <summary>Whatever is written can be read again, and whatever is sent is either read or refused.</summary>
public sealed class ProtoJsonRoundTripTests
{
    private const int Rounds = 20;

    public static TheoryData<string> Messages => new(Types.Keys);

    private static Dictionary<string, MessageDescriptor> Types { get; } =
        new[] { LivekitModelsReflection.Descriptor, LivekitRoomReflection.Descriptor, LivekitSipReflection.Descriptor, LivekitAgentDispatchReflection.Descriptor, LivekitWebhookReflection.Descriptor }
            .SelectMany(file => file.MessageTypes)
            .ToDictionary(type => type.Name);

    [Theory, MemberData(nameof(Messages))]
    public void Write_AnyMessage_IsReadAsItWas(string type)
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var message = Fill(Types[type], new Random(seed), depth: 0);

            foreach (var json in (byte[][])[ProtoJsonWriter.Write(message), ProtoJsonWriter.WriteEvent(message)])
            {
                var read = Types[type].Parser.ParseFrom(ByteString.Empty);
                ProtoJsonReader.ReadInto(read, json);
                Assert.Equal(message, read);
            }
        }
    }

    [Fact]
    public void Read_AnyPrefixOrChangedByte_IsReadOrRefused()
    {
        var json = ProtoJsonWriter.Write(Fill(CreateSIPParticipantRequest.Descriptor, new Random(1), depth: 0));
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

    private static IMessage Fill(MessageDescriptor type, Random random, int depth)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InDeclarationOrder().Where(_ => random.Next(4) > 0))
            Fill(message, field, random, depth);
        return message;
    }

    private static void Fill(IMessage message, FieldDescriptor field, Random random, int depth)
    {
        if (field.IsMap)
        {
            var entries = (IDictionary)field.Accessor.GetValue(message);
            for (var i = 0; i < 2; i++)
                entries[Text(random)] = Text(random);
        }
        else if (field.IsRepeated)
        {
            var items = (IList)field.Accessor.GetValue(message);
            for (var i = 0; i < 2; i++)
                items.Add(Value(field, random, depth));
        }
        else
        {
            field.Accessor.SetValue(message, Value(field, random, depth));
        }
    }

    private static object Value(FieldDescriptor field, Random random, int depth) => field.FieldType switch
    {
        FieldType.Message when field.MessageType == Duration.Descriptor => new Duration { Seconds = random.Next(100), Nanos = random.Next(1_000_000_000) },
        FieldType.Message => Fill(field.MessageType, random, depth + 1),
        FieldType.Enum => field.EnumType.Values[random.Next(field.EnumType.Values.Count)].Number,
        FieldType.Bool => random.Next(2) == 1,
        FieldType.Int32 => random.Next(int.MinValue, int.MaxValue),
        FieldType.UInt32 => (uint)random.NextInt64(uint.MaxValue),
        FieldType.Int64 => random.NextInt64(long.MinValue, long.MaxValue),
        FieldType.String => Text(random),
        FieldType.Bytes => ByteString.CopyFromUtf8(Text(random)),
        _ => throw new NotSupportedException($"Teach this test about {field.FieldType}."),
    };

    private static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => new Rune(random.Next(10) == 0 ? random.Next(0xE000, 0x10FFFF) : random.Next(0x80))));
}
