using System.Text.Json;

namespace WarmTransfer.Benchmarks.Tools;

/// <summary>The floor for a large argument: what reads <see cref="ServiceOrder"/>, written by hand for it alone.</summary>
/// <remarks>One loop for each object; values of another kind, and missing ones, throw.</remarks>
internal static class HandWrittenOrderReader
{
    public static ServiceOrder Read(ref Utf8JsonReader reader)
    {
        Guid? id = null;
        string? number = null;
        DateTimeOffset? createdAt = null;
        DateOnly? dueDate = null;
        OrderPriority? priority = null;
        bool? isExpress = null;
        int? revision = null;
        double? score = null;
        string? channel = null;
        string? note = null;
        OrderContact? contact = null;
        OrderLine[]? lines = null;
        int[]? slots = null;
        string? currency = null;
        decimal? total = null;
        Expect(ref reader, JsonTokenType.StartObject);
        while (Next(ref reader))
        {
            if (Is(ref reader, "id"u8))
                id = reader.GetGuid();
            else if (Is(ref reader, "number"u8))
                number = reader.GetString();
            else if (Is(ref reader, "createdAt"u8))
                createdAt = reader.GetDateTimeOffset();
            else if (Is(ref reader, "dueDate"u8))
                dueDate = reader.TokenType == JsonTokenType.Null ? null : DateOnly.FromDateTime(reader.GetDateTime());
            else if (Is(ref reader, "priority"u8))
                priority = Priority(ref reader);
            else if (Is(ref reader, "isExpress"u8))
                isExpress = reader.GetBoolean();
            else if (Is(ref reader, "revision"u8))
                revision = reader.GetInt32();
            else if (Is(ref reader, "score"u8))
                score = reader.GetDouble();
            else if (Is(ref reader, "channel"u8))
                channel = reader.GetString();
            else if (Is(ref reader, "note"u8))
                note = reader.GetString();
            else if (Is(ref reader, "contact"u8))
                contact = Contact(ref reader);
            else if (Is(ref reader, "lines"u8))
                lines = Lines(ref reader);
            else if (Is(ref reader, "slots"u8))
                slots = Numbers(ref reader);
            else if (Is(ref reader, "currency"u8))
                currency = reader.GetString();
            else if (Is(ref reader, "total"u8))
                total = reader.GetDecimal();
            else
                reader.Skip();
        }

        return new(
            Present(id), Present(number), Present(createdAt), dueDate, Present(priority), Present(isExpress), Present(revision), Present(score), Present(channel),
            note, Present(contact), Present(lines), Present(slots), Present(currency), Present(total));
    }

    private static OrderContact Contact(ref Utf8JsonReader reader)
    {
        string? name = null;
        string? phone = null;
        string? email = null;
        OrderAddress? address = null;
        bool? isPreferred = null;
        Expect(ref reader, JsonTokenType.StartObject);
        while (Next(ref reader))
        {
            if (Is(ref reader, "name"u8))
                name = reader.GetString();
            else if (Is(ref reader, "phone"u8))
                phone = reader.GetString();
            else if (Is(ref reader, "email"u8))
                email = reader.GetString();
            else if (Is(ref reader, "address"u8))
                address = Address(ref reader);
            else if (Is(ref reader, "isPreferred"u8))
                isPreferred = reader.GetBoolean();
            else
                reader.Skip();
        }

        return new(Present(name), Present(phone), email, Present(address), Present(isPreferred));
    }

    private static OrderAddress Address(ref Utf8JsonReader reader)
    {
        string? street = null;
        string? city = null;
        string? postalCode = null;
        string? country = null;
        Expect(ref reader, JsonTokenType.StartObject);
        while (Next(ref reader))
        {
            if (Is(ref reader, "street"u8))
                street = reader.GetString();
            else if (Is(ref reader, "city"u8))
                city = reader.GetString();
            else if (Is(ref reader, "postalCode"u8))
                postalCode = reader.GetString();
            else if (Is(ref reader, "country"u8))
                country = reader.GetString();
            else
                reader.Skip();
        }

        return new(Present(street), Present(city), Present(postalCode), Present(country));
    }

    private static OrderLine Line(ref Utf8JsonReader reader)
    {
        string? sku = null;
        string? description = null;
        int? quantity = null;
        decimal? unitPrice = null;
        decimal? discount = null;
        string[]? tags = null;
        Expect(ref reader, JsonTokenType.StartObject);
        while (Next(ref reader))
        {
            if (Is(ref reader, "sku"u8))
                sku = reader.GetString();
            else if (Is(ref reader, "description"u8))
                description = reader.GetString();
            else if (Is(ref reader, "quantity"u8))
                quantity = reader.GetInt32();
            else if (Is(ref reader, "unitPrice"u8))
                unitPrice = reader.GetDecimal();
            else if (Is(ref reader, "discount"u8))
                discount = reader.TokenType == JsonTokenType.Null ? null : reader.GetDecimal();
            else if (Is(ref reader, "tags"u8))
                tags = Texts(ref reader);
            else
                reader.Skip();
        }

        return new(Present(sku), Present(description), Present(quantity), Present(unitPrice), discount, Present(tags));
    }

    private static OrderLine[] Lines(ref Utf8JsonReader reader)
    {
        List<OrderLine> items = [];
        Expect(ref reader, JsonTokenType.StartArray);
        while (NextItem(ref reader))
            items.Add(Line(ref reader));
        return [.. items];
    }

    private static string[] Texts(ref Utf8JsonReader reader)
    {
        List<string> items = [];
        Expect(ref reader, JsonTokenType.StartArray);
        while (NextItem(ref reader))
            items.Add(reader.GetString() ?? throw Missing());
        return [.. items];
    }

    private static int[] Numbers(ref Utf8JsonReader reader)
    {
        List<int> items = [];
        Expect(ref reader, JsonTokenType.StartArray);
        while (NextItem(ref reader))
            items.Add(reader.GetInt32());
        return [.. items];
    }

    private static OrderPriority Priority(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("Low"u8))
            return OrderPriority.Low;
        if (reader.ValueTextEquals("Normal"u8))
            return OrderPriority.Normal;
        if (reader.ValueTextEquals("High"u8))
            return OrderPriority.High;
        throw new JsonException("Not a priority.");
    }

    private static bool Next(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static bool NextItem(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.ValueTextEquals(name) && reader.Read();

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
            throw Missing();
    }

    private static T Present<T>(T? value)
        where T : struct
        => value ?? throw Missing();

    private static T Present<T>(T? value)
        where T : class
        => value ?? throw Missing();

    private static JsonException Missing() => new("A member of the order is missing or of another type.");
}
