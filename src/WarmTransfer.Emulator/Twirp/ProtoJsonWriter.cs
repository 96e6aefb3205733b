using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace WarmTransfer.Emulator;

/// <summary>
/// Writes messages as a LiveKit server does: snake_case names in the order of declaration, every default written out,
/// 64-bit integers as strings, enums by name, unset messages as <c>null</c>, map entries sorted by key.
/// </summary>
internal static class ProtoJsonWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(IMessage message)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
            WriteMessage(json, message);
        return buffer.ToArray();
    }

    private static void WriteMessage(Utf8JsonWriter json, IMessage message)
    {
        if (message is Duration duration)
        {
            json.WriteRawValue(duration.ToString());
            return;
        }

        json.WriteStartObject();
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            // The one kind of field that is left out rather than written as its default.
            if (field.RealContainingOneof is null && field.ContainingOneof is not null && !field.Accessor.HasValue(message))
                continue;

            json.WritePropertyName(field.Name);
            WriteField(json, field, field.Accessor.GetValue(message));
        }

        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, FieldDescriptor field, object? value)
    {
        if (field.IsMap)
            WriteMap(json, field, (IDictionary)value!);
        else if (field.IsRepeated)
            WriteList(json, field, (IList)value!);
        else
            WriteValue(json, field, value);
    }

    private static void WriteMap(Utf8JsonWriter json, FieldDescriptor field, IDictionary entries)
    {
        var valueField = field.MessageType.FindFieldByNumber(2);
        json.WriteStartObject();
        foreach (var key in entries.Keys.Cast<string>().Order(StringComparer.Ordinal))
        {
            json.WritePropertyName(key);
            WriteValue(json, valueField, entries[key]);
        }

        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, FieldDescriptor field, IList items)
    {
        json.WriteStartArray();
        foreach (var item in items)
            WriteValue(json, field, item);
        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, FieldDescriptor field, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case IMessage message: WriteMessage(json, message); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case uint number: json.WriteNumberValue(number); break;
            case long number: json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture)); break;
            case ulong number: json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture)); break;
            case float number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case ByteString bytes: json.WriteBase64StringValue(bytes.Span); break;
            default: WriteEnum(json, field.EnumType, Convert.ToInt32(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static void WriteEnum(Utf8JsonWriter json, EnumDescriptor type, int number)
    {
        if (type.FindValueByNumber(number) is { } known)
            json.WriteStringValue(known.Name);
        else
            json.WriteNumberValue(number);
    }
}
