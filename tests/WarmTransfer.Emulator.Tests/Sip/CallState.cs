using System.Text.Json;

namespace WarmTransfer.Emulator.Tests;

/// <summary>A participant's state as one line of text, without what differs from run to run (ids).</summary>
internal static class CallState
{
    private static readonly string[] Ids = ["sip.callID", "sip.trunkID", "sip.callIDFull", "sip.callTag"];

    /// <summary>Describes a participant as listed in JSON.</summary>
    public static string Describe(string json)
    {
        using var document = JsonDocument.Parse(json);
        var p = document.RootElement;
        var attributes = p.GetProperty("attributes").EnumerateObject().ToDictionary(a => a.Name, a => a.Value.GetString()!);
        var tracks = p.GetProperty("tracks").EnumerateArray().Select(t => $"{Text(t, "type")}/{Text(t, "source")}/{Text(t, "name")}");
        var allowed = p.GetProperty("permission").EnumerateObject().Where(x => x.Value.ValueKind == JsonValueKind.True).Select(x => x.Name);
        return Describe(Text(p, "identity"), Text(p, "name"), Text(p, "kind"), Text(p, "state"), Text(p, "metadata"), tracks, attributes, allowed, Text(p, "disconnect_reason"));
    }

    /// <summary>Describes a participant as the emulator lists it.</summary>
    public static string Describe(Protocol.ParticipantInfo p)
    {
        var tracks = p.Tracks.Select(t => $"{Upper(t.Type)}/{Upper(t.Source)}/{t.Name}");
        var reason = p.DisconnectReason == Protocol.DisconnectReason.UnknownReason ? "UNKNOWN_REASON" : Upper(p.DisconnectReason);
        return Describe(p.Identity, p.Name, Upper(p.Kind), Upper(p.State), p.Metadata, tracks, p.Attributes, Allowed(p.Permission), reason);
    }

    private static string Describe(
        string identity,
        string name,
        string kind,
        string state,
        string metadata,
        IEnumerable<string> tracks,
        IDictionary<string, string> attributes,
        IEnumerable<string> allowed,
        string reason)
    {
        var shown = attributes.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={(Ids.Contains(a.Key) ? "*" : a.Value)}");
        return $"{identity} '{name}' {kind} {state} '{metadata}' {reason} tracks[{string.Join(' ', tracks)}] may[{string.Join(' ', allowed.Order(StringComparer.Ordinal))}] {string.Join(' ', shown)}";
    }

    private static IEnumerable<string> Allowed(Protocol.ParticipantPermission permission)
    {
        if (permission.CanSubscribe)
            yield return "can_subscribe";
        if (permission.CanPublish)
            yield return "can_publish";
        if (permission.CanPublishData)
            yield return "can_publish_data";
        if (permission.CanUpdateMetadata)
            yield return "can_update_metadata";
        if (permission.Hidden)
            yield return "hidden";
        if (permission.Agent)
            yield return "agent";
    }

    private static string Upper<T>(T value)
        where T : struct, Enum => value.ToString().ToUpperInvariant();

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString()! : "";
}
