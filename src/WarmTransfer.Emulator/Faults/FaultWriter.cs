using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace WarmTransfer.Emulator;

/// <summary>Writes planned faults in the form <see cref="FaultReader"/> reads, with their ids and how often they struck.</summary>
internal static class FaultWriter
{
    public static byte[] Write(PlannedFault planned) => Write(json => Write(json, planned));

    public static byte[] Write(IReadOnlyList<PlannedFault> all) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("faults");
        foreach (var planned in all)
            Write(json, planned);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static byte[] WriteErrors(IEnumerable<string> messages) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("errors");
        foreach (var message in messages)
            json.WriteStringValue(message);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, TwirpErrorWriter.Options))
            write(json);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, PlannedFault planned)
    {
        json.WriteStartObject();
        json.WriteString("id", planned.Id);
        json.WriteString("method", planned.Method);
        Write(json, planned.Fault);
        json.WriteNumber("every", planned.Schedule.Every);
        if (planned.Schedule.Times is { } times)
            json.WriteNumber("times", times);
        json.WriteNumber("befallen", planned.Befallen);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ServerFault? fault)
    {
        switch (fault)
        {
            case ServerFault.Delayed late:
                json.WriteString("delay", Duration(ref late));
                Write(json, late.Then);
                break;
            case ServerFault.Refused refused:
                json.WriteStartObject("error");
                json.WriteString("code", refused.Code);
                json.WriteString("msg", refused.Message);
                json.WriteStartObject("meta");
                foreach (var (name, value) in refused.Meta)
                    json.WriteString(name, value);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case ServerFault.Answered answered:
                json.WriteStartObject("answer");
                json.WriteNumber("status", answered.Status);
                json.WriteString("body", answered.Body);
                json.WriteString("contentType", answered.ContentType);
                json.WriteEndObject();
                break;
            case ServerFault.RequestLost:
                json.WriteString("drop", "request");
                break;
            case ServerFault.AnswerLost:
                json.WriteString("drop", "answer");
                break;
        }
    }

    // One delay after another is one delay, up to what comes after the last.
    private static string Duration(ref ServerFault.Delayed late)
    {
        var total = late.By;
        while (total != Timeout.InfiniteTimeSpan && late.Then is ServerFault.Delayed next)
        {
            total = next.By == Timeout.InfiniteTimeSpan ? next.By : total + next.By;
            late = next;
        }

        return total == Timeout.InfiniteTimeSpan ? FaultReader.Forever : string.Create(CultureInfo.InvariantCulture, $"{total.TotalMilliseconds:0.######}ms");
    }
}
