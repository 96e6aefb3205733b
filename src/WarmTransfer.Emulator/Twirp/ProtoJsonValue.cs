using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace WarmTransfer.Emulator;

/// <summary>Reads single values of the protobuf JSON mapping; each throws <see cref="FormatException"/> for what is not one.</summary>
internal static partial class ProtoJsonValue
{
    private const long MostDurationSeconds = 315_576_000_000;

    /// <summary>An integer, as a number or as a string of one; <c>10.0</c> and <c>1e1</c> are integers too.</summary>
    public static decimal Integer(JsonElement json, decimal least, decimal most)
    {
        var number = json.ValueKind == JsonValueKind.String ? ParseNumber(json.GetString()!) : json;
        if (number.ValueKind != JsonValueKind.Number
            || !decimal.TryParse(number.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || decimal.Truncate(value) != value
            || value < least
            || value > most)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Expected an integer from {least} to {most}."));
        return value;
    }

    /// <summary>A finite number, as a number or as a string of one.</summary>
    public static float Float(JsonElement json)
    {
        var number = json.ValueKind == JsonValueKind.String ? ParseNumber(json.GetString()!) : json;
        if (number.ValueKind != JsonValueKind.Number || !number.TryGetSingle(out var value) || !float.IsFinite(value))
            throw new FormatException("Expected a number.");
        return value;
    }

    /// <summary>An enum's value by name or number; <see langword="null"/> when it has no value of that name.</summary>
    public static object? Enum(JsonElement json, EnumDescriptor type)
    {
        if (json.ValueKind == JsonValueKind.String)
            return type.FindValueByName(json.GetString()!)?.Number;
        if (json.ValueKind != JsonValueKind.Number)
            throw new FormatException($"Expected a value of {type.Name}, found {json.ValueKind}.");
        return (int)Integer(json, int.MinValue, int.MaxValue);
    }

    /// <summary>Bytes in base64 or base64url, with or without padding.</summary>
    public static ByteString Bytes(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.String)
            throw new FormatException($"Expected base64, found {json.ValueKind}.");
        var text = json.GetString()!.Replace('+', '-').Replace('/', '_').TrimEnd('=');
        return ByteString.CopyFrom(Base64Url.DecodeFromChars(text));
    }

    /// <summary>A duration: seconds with up to nine decimals and an <c>s</c>.</summary>
    public static Google.Protobuf.WellKnownTypes.Duration Duration(JsonElement json)
    {
        var match = json.ValueKind == JsonValueKind.String ? DurationPattern().Match(json.GetString()!) : Match.Empty;
        if (!match.Success
            || !long.TryParse(match.Groups["seconds"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > MostDurationSeconds)
            throw new FormatException("Expected a duration such as \"4s\" or \"0.5s\".");

        var nanos = int.Parse(match.Groups["decimals"].Value.PadRight(9, '0'), NumberStyles.None, CultureInfo.InvariantCulture);
        var sign = match.Groups["sign"].Length > 0 ? -1 : 1;
        return new() { Seconds = sign * seconds, Nanos = sign * nanos };
    }

    private static JsonElement ParseNumber(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        try
        {
            var number = JsonElement.ParseValue(ref reader);
            // Anything around the number, blanks included, makes it a text.
            return number.GetRawText() == text ? number : default;
        }
        catch (JsonException exception)
        {
            throw new FormatException("Expected an integer.", exception);
        }
    }

    [GeneratedRegex(@"^(?<sign>-?)(?<seconds>[0-9]{1,12})(\.(?<decimals>[0-9]{0,9}))?s\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DurationPattern();
}
