using System.Collections;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace WarmTransfer.Emulator;

/// <summary>
/// Reads messages as a LiveKit server does: names in snake_case or camelCase, unknown fields ignored, an unknown enum
/// name read as 0, integers as numbers or strings, a duration as <c>"4s"</c>, bytes as base64 or base64url, and
/// <c>null</c> as unset. What follows the first JSON value is not looked at.
/// </summary>
internal sealed class ProtoJsonReader
{
    private static readonly ProtoJsonReader Lenient = new(isStrict: false);
    private static readonly ProtoJsonReader Strict = new(isStrict: true);

    private readonly bool _isStrict;

    private ProtoJsonReader(bool isStrict) => _isStrict = isStrict;

    /// <exception cref="FormatException">The body is not JSON, or a field has a value of the wrong type.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8Json)
        where T : IMessage<T>, new()
    {
        var message = new T();
        ReadInto(message, utf8Json);
        return message;
    }

    /// <summary>
    /// Reads a message as the protobuf JSON mapping itself has it: unknown fields and enum names, two of a <c>oneof</c>, and
    /// anything after the message are errors too.
    /// </summary>
    /// <exception cref="FormatException">The text is not the message.</exception>
    public static T ReadStrictly<T>(ReadOnlySpan<byte> utf8Json)
        where T : IMessage<T>, new()
    {
        var message = new T();
        Strict.ReadAll(message, utf8Json);
        return message;
    }

    /// <inheritdoc cref="Read{T}"/>
    public static void ReadInto(IMessage message, ReadOnlySpan<byte> utf8Json) => Lenient.ReadAll(message, utf8Json);

    private void ReadAll(IMessage message, ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json);
        try
        {
            using var document = JsonDocument.ParseValue(ref reader);
            if (_isStrict && reader.Read())
                throw new FormatException("There is something after the message.");
            ReadMessage(document.RootElement, message);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter for texts that are no Unicode: they are looked at only when they are read.
            throw new FormatException("The body is not JSON.", exception);
        }
    }

    private void ReadMessage(JsonElement json, IMessage message)
    {
        Expect(json, JsonValueKind.Object);
        var seen = new HashSet<int>();
        foreach (var property in json.EnumerateObject())
        {
            if (Find(message.Descriptor, property.Name) is not { } field)
            {
                if (_isStrict)
                    throw new FormatException($"There is no field {property.Name}.");
                continue;
            }

            // One field in both spellings is as ambiguous as one field twice.
            if (!seen.Add(field.FieldNumber))
                throw new FormatException($"The field {field.Name} is given twice.");
            if (_isStrict && field.RealContainingOneof?.Accessor.GetCaseFieldDescriptor(message) is { } other)
                throw new FormatException($"The field {field.Name} excludes {other.Name}.");
            if (property.Value.ValueKind != JsonValueKind.Null)
                ReadField(property.Value, field, message);
        }
    }

    private static FieldDescriptor? Find(MessageDescriptor type, string name) =>
        type.Fields.InDeclarationOrder().FirstOrDefault(field => field.Name == name || field.JsonName == name);

    private void ReadField(JsonElement json, FieldDescriptor field, IMessage message)
    {
        if (field.IsMap)
            ReadMap(json, field, (IDictionary)field.Accessor.GetValue(message));
        else if (field.IsRepeated)
            ReadList(json, field, (IList)field.Accessor.GetValue(message));
        else if (ReadValue(json, field) is { } value)
            field.Accessor.SetValue(message, value);
    }

    private void ReadMap(JsonElement json, FieldDescriptor field, IDictionary entries)
    {
        Expect(json, JsonValueKind.Object);
        var valueField = field.MessageType.FindFieldByNumber(2);
        foreach (var property in json.EnumerateObject())
        {
            if (entries.Contains(property.Name))
                throw new FormatException($"The map {field.Name} has a key twice.");
            if (ReadValue(property.Value, valueField) is { } value)
                entries.Add(property.Name, value);
        }
    }

    private void ReadList(JsonElement json, FieldDescriptor field, IList items)
    {
        Expect(json, JsonValueKind.Array);
        foreach (var item in json.EnumerateArray())
        {
            if (ReadValue(item, field) is { } value)
                items.Add(value);
        }
    }

    /// <summary>Reads one value; <see langword="null"/> for the unknown name of an enum, which counts as not given.</summary>
    private object? ReadValue(JsonElement json, FieldDescriptor field)
    {
        switch (field.FieldType)
        {
            case FieldType.Message:
                return field.MessageType == Duration.Descriptor ? ProtoJsonValue.Duration(json) : ReadNested(json, field.MessageType);
            case FieldType.Enum:
                return ProtoJsonValue.Enum(json, field.EnumType) ?? (_isStrict ? throw new FormatException($"{field.EnumType.Name} has no value of that name.") : null);
            case FieldType.String:
                Expect(json, JsonValueKind.String);
                return json.GetString();
            case FieldType.Bytes:
                return ProtoJsonValue.Bytes(json);
            case FieldType.Bool:
                return json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : throw Wrong(json, "true or false");
            case FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32:
                return (int)ProtoJsonValue.Integer(json, int.MinValue, int.MaxValue);
            case FieldType.UInt32 or FieldType.Fixed32:
                return (uint)ProtoJsonValue.Integer(json, uint.MinValue, uint.MaxValue);
            case FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64:
                return (long)ProtoJsonValue.Integer(json, long.MinValue, long.MaxValue);
            case FieldType.UInt64 or FieldType.Fixed64:
                return (ulong)ProtoJsonValue.Integer(json, ulong.MinValue, ulong.MaxValue);
            case FieldType.Float:
                return ProtoJsonValue.Float(json);
            default:
                throw new NotSupportedException($"Fields of type {field.FieldType} are not part of LiveKit's requests.");
        }
    }

    private IMessage ReadNested(JsonElement json, MessageDescriptor type)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        ReadMessage(json, message);
        return message;
    }

    private static void Expect(JsonElement json, JsonValueKind kind)
    {
        if (json.ValueKind != kind)
            throw Wrong(json, kind.ToString());
    }

    private static FormatException Wrong(JsonElement json, string expected) =>
        new($"Expected {expected}, found {json.ValueKind}.");
}
