using System.Collections;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator.Tests.Twirp;

/// <summary>Messages with anything in their fields.</summary>
internal static class AnyMessage
{
    /// <summary>The messages there are, by name.</summary>
    public static Dictionary<string, MessageDescriptor> Types { get; } =
        new[] { LivekitModelsReflection.Descriptor, LivekitRoomReflection.Descriptor, LivekitSipReflection.Descriptor, LivekitAgentDispatchReflection.Descriptor, LivekitWebhookReflection.Descriptor }
            .SelectMany(file => file.MessageTypes)
            .ToDictionary(type => type.Name);

    public static IMessage Of(MessageDescriptor type, Random random)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InDeclarationOrder().Where(_ => random.Next(4) > 0))
            Fill(message, field, random);
        return message;
    }

    private static void Fill(IMessage message, FieldDescriptor field, Random random)
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
                items.Add(Value(field, random));
        }
        else
        {
            field.Accessor.SetValue(message, Value(field, random));
        }
    }

    private static object Value(FieldDescriptor field, Random random) => field.FieldType switch
    {
        FieldType.Message when field.MessageType == Duration.Descriptor => new Duration { Seconds = random.Next(100), Nanos = random.Next(1_000_000_000) },
        FieldType.Message => Of(field.MessageType, random),
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
