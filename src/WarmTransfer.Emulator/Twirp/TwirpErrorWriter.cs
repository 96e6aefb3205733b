using System.Text.Encodings.Web;
using System.Text.Json;

namespace WarmTransfer.Emulator;

/// <summary>Writes errors as Twirp does: always JSON, whatever the request was in (Twirp specification v7, "Errors").</summary>
internal static class TwirpErrorWriter
{
    // Twirp specification v7, "Error Codes".
    private static readonly Dictionary<string, int> Statuses = new(StringComparer.Ordinal)
    {
        ["canceled"] = 408,
        ["unknown"] = 500,
        ["invalid_argument"] = 400,
        ["malformed"] = 400,
        ["deadline_exceeded"] = 408,
        ["not_found"] = 404,
        ["bad_route"] = 404,
        ["already_exists"] = 409,
        ["permission_denied"] = 403,
        ["unauthenticated"] = 401,
        ["resource_exhausted"] = 429,
        ["failed_precondition"] = 412,
        ["aborted"] = 409,
        ["out_of_range"] = 400,
        ["unimplemented"] = 501,
        ["internal"] = 500,
        ["unavailable"] = 503,
        ["dataloss"] = 500,
    };

    /// <summary>Gets how JSON is written here: readable, since it is no part of a web page.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The error codes of Twirp.</summary>
    public static IReadOnlyCollection<string> Codes => Statuses.Keys;

    public static EmulatorResponse Write(TwirpException error)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("code", error.Code);
            json.WriteString("msg", error.Message);
            WriteMeta(json, error.Meta);
            json.WriteEndObject();
        }

        return EmulatorResponse.Json(Statuses[error.Code], buffer.ToArray());
    }

    private static void WriteMeta(Utf8JsonWriter json, IReadOnlyDictionary<string, string> meta)
    {
        if (meta.Count == 0)
            return;
        json.WriteStartObject("meta");
        foreach (var (key, value) in meta.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    /// <summary>Whether this is an error code of Twirp.</summary>
    public static bool IsCode(string code) => Statuses.ContainsKey(code);
}
