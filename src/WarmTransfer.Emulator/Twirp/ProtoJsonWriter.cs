using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace WarmTransfer.Emulator;

/// <summary>
/// Writes messages as a LiveKit server does: fields in the order of declaration, 64-bit integers as strings, enums by
/// name, map entries sorted by key.
/// </summary>
internal sealed class ProtoJsonWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly ProtoJsonWriter Answers = new(withDefaults: true);
    private static readonly ProtoJsonWriter Events = new(withDefaults: false);

    private readonly bool _withDefaults;

    private ProtoJsonWriter(bool withDefaults) => _withDefaults = withDefaults;

    /// <summary>Writes an answer: snake_case names, every default written out, unset messages as <c>null</c>.</summary>
    public static byte[] Write(IMessage message) => Answers.WriteAll(message);

    /// <summary>Writes what the server sends unasked: camelCase names, defaults left out.</summary>
    public static byte[] WriteEvent(IMessage message) => Events.WriteAll(message);

    private byte[] WriteAll(IMessage message)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
            WriteMessage(json, message);
        return buffer.ToArray();
    }

    private void WriteMessage(Utf8JsonWriter json, IMessage message)
    {
        if (message is Duration duration)
        {
            json.WriteRawValue(duration.ToString());
            return;
        }

        json.WriteStartObject();
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (IsLeftOut(field, message))
                continue;

            json.WritePropertyName(_withDefaults ? field.Name : field.JsonName);
            WriteField(json, field, field.Accessor.GetValue(message));
        }

        json.WriteEndObject();
    }

    private bool IsLeftOut(FieldDescriptor field, IMessage message)
    {
        // The one kind of field that is left out of answers too rather than written as its default.
        if (field.RealContainingOneof is null && field.ContainingOneof is not null)
            return !field.Accessor.HasValue(message);
        if (_withDefaults)
            return false;
        if (field.HasPresence)
            return !field.Accessor.HasValue(message);
        return field.Accessor.GetValue(message) switch
        {
            ICollection items => items.Count == 0,
            string text => text.Length == 0,
            ByteString bytes => bytes.IsEmpty,
            { } value => Convert.ToDouble(value, CultureInfo.InvariantCulture) == 0,
        };
    }

    private void WriteField(Utf8JsonWriter json, FieldDescriptor field, object? value)
    {
        if (field.IsMap)
            WriteMap(json, field, (IDictionary)value!);
        else if (field.IsRepeated)
            WriteList(json, field, (IList)value!);
        else
            WriteValue(json, field, value);
    }

    private void WriteMap(Utf8JsonWriter json, FieldDescriptor field, IDictionary entries)
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

    private void WriteList(Utf8JsonWriter json, FieldDescriptor field, IList items)
    {
        json.WriteStartArray();
        foreach (var item in items)
            WriteValue(json, field, item);
        json.WriteEndArray();
    }

    private void WriteValue(Utf8JsonWriter json, FieldDescriptor field, object? value)
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
