using System.Text.Json;
using System.Text.RegularExpressions;

namespace WarmTransfer.Emulator.Tests.Conformance;

/// <summary>
/// Compares an answer with a recorded one: the same keys in the same order and the same values, except for what differs
/// from server to server (ids, times, secrets), of which the shape is compared.
/// </summary>
internal static class AnswerShape
{
    private static readonly TimeSpan RegexTimeout = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, string> Shapes = new()
    {
        ["sid"] = "^(RM_|PA_|TR_AM)[A-Za-z0-9]{12}$",
        ["id"] = "^(AD|AJ|EV)_[A-Za-z0-9]{12}$",
        ["created_at"] = "^[0-9]{19}$",
        ["sip_trunk_id"] = "^ST_[A-Za-z0-9]{12}$",
        ["participant_id"] = "^PA_[A-Za-z0-9]{12}$",
        ["sip_call_id"] = "^SCL_[A-Za-z0-9]{12}$",
        ["creation_time"] = "^[0-9]{10}$",
        ["creation_time_ms"] = "^[0-9]{13}$",
        ["joined_at"] = "^[0-9]{10}$",
        ["joined_at_ms"] = "^[0-9]{13}$",
        ["unix_micro"] = "^[0-9]{16}$",
        ["turn_password"] = "^.{8,}$",
        // In webhooks.
        ["createdAt"] = "^[0-9]{10}$",
        ["creationTime"] = "^[0-9]{10}$",
        ["creationTimeMs"] = "^[0-9]{13}$",
        ["joinedAt"] = "^[0-9]{10}$",
        ["joinedAtMs"] = "^[0-9]{13}$",
        ["unixMicro"] = "^[0-9]{16}$",
        ["turnPassword"] = "^.{8,}$",
        // Over a worker's socket, and of jobs.
        ["workerId"] = "^AW_[A-Za-z0-9]{12}$",
        ["nodeId"] = "^ND_[A-Za-z0-9]{12}$",
        ["startedAt"] = "^[0-9]{19}$",
        ["updatedAt"] = "^[0-9]{19}$",
        ["started_at"] = "^[0-9]{19}$",
        ["updated_at"] = "^[0-9]{19}$",
        ["timestamp"] = "^[0-9]{13}$",
        // The number of the track in the publisher's own connection.
        ["mid"] = "^[0-9]*$",
    };

    // Lists that come in the order of the server's ids or of its database: in none, to a caller.
    private static readonly Dictionary<string, string> Unordered = new() { ["rooms"] = "name", ["items"] = "name", ["participants"] = "identity", ["agent_dispatches"] = "agent_name" };

    public static void AssertMatches(JsonElement recorded, JsonElement actual, string path = "$")
    {
        Assert.True(recorded.ValueKind == actual.ValueKind, $"{path}: recorded {recorded}, answered {actual}");
        switch (recorded.ValueKind)
        {
            case JsonValueKind.Object:
                AssertObject(recorded, actual, path);
                break;
            case JsonValueKind.Array:
                AssertItems([.. recorded.EnumerateArray()], [.. actual.EnumerateArray()], path);
                break;
            default:
                Assert.True(recorded.GetRawText() == actual.GetRawText() || recorded.ToString() == actual.ToString(), $"{path}: recorded {recorded}, answered {actual}");
                break;
        }
    }

    private static void AssertObject(JsonElement recorded, JsonElement actual, string path)
    {
        Assert.Equal([.. recorded.EnumerateObject().Select(p => p.Name)], actual.EnumerateObject().Select(p => p.Name).ToArray());
        foreach (var property in recorded.EnumerateObject())
            AssertProperty(property, actual.GetProperty(property.Name), $"{path}.{property.Name}");
    }

    private static void AssertProperty(JsonProperty recorded, JsonElement actual, string path)
    {
        if (Shapes.TryGetValue(recorded.Name, out var shape))
            AssertShape(shape, recorded.Value, actual, path);
        else if (Unordered.TryGetValue(recorded.Name, out var key))
            AssertItems(Sort(recorded.Value, key), Sort(actual, key), path);
        else
            AssertMatches(recorded.Value, actual, path);
    }

    // The recording is held against the shape too: a shape that is too narrow shows here.
    private static void AssertShape(string shape, JsonElement recorded, JsonElement actual, string path)
    {
        Assert.Equal(JsonValueKind.String, actual.ValueKind);
        Assert.True(Regex.IsMatch(recorded.GetString()!, shape, RegexOptions.None, RegexTimeout), $"{path}: recorded {recorded} is not {shape}");
        Assert.True(Regex.IsMatch(actual.GetString()!, shape, RegexOptions.None, RegexTimeout), $"{path}: answered {actual}, expected {shape}");
    }

    private static void AssertItems(JsonElement[] recorded, JsonElement[] actual, string path)
    {
        Assert.True(recorded.Length == actual.Length, $"{path}: recorded {recorded.Length} items, answered {actual.Length}");
        for (var i = 0; i < recorded.Length; i++)
            AssertMatches(recorded[i], actual[i], $"{path}[{i}]");
    }

    private static JsonElement[] Sort(JsonElement array, string key) =>
        [.. array.EnumerateArray().OrderBy(item => item.GetProperty(key).GetString(), StringComparer.Ordinal)];
}
