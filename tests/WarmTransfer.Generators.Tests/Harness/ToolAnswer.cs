using System.Text.Json;

namespace WarmTransfer.Generators.Tests;

/// <summary>Checks what a tool answered.</summary>
internal static class ToolAnswer
{
    /// <summary>The answer is this JSON or text; or, when nothing is expected, a refusal that names the argument <c>value</c>.</summary>
    public static void AssertIs(string? expected, object? answer)
    {
        if (expected is not null)
        {
            Assert.Equal(expected, Show(answer));
            return;
        }

        Assert.StartsWith("value", Problems(answer)[0], StringComparison.Ordinal);
    }

    /// <summary>The same, however the argument <c>value</c> reaches the tool: as JSON in a dictionary, in a form that takes the slower reading, and raw.</summary>
    public static async Task AssertIsEachWayAsync(string? expected, LoadedAgent loaded, string tool, string argument)
    {
        var json = $$"""{"value":{{argument}}}""";
        var answer = await loaded.CallBothAsync(tool, json);

        AssertIs(expected, answer);
        Assert.Equal(answer?.ToString(), (await loaded.CallSlowlyAsync(tool, json))?.ToString());
    }

    /// <summary>The problems of a refusal, each as <c>parameter: expected; received</c>.</summary>
    public static IReadOnlyList<string> Problems(object? answer)
    {
        JsonElement refused = Assert.IsType<JsonElement>(answer);
        Assert.True(refused.ValueKind == JsonValueKind.Object && refused.TryGetProperty("error", out JsonElement error) && error.GetString() == "invalid_arguments", $"The call was not refused but answered with {refused}.");
        return [.. refused.GetProperty("problems").EnumerateArray().Select(problem =>
            $"{problem.GetProperty("parameter").GetString()}: {problem.GetProperty("expected").GetString()}; {problem.GetProperty("received").GetString()}")];
    }

    private static string? Show(object? answer) => answer switch
    {
        JsonElement { ValueKind: JsonValueKind.String or JsonValueKind.Null or JsonValueKind.Array or JsonValueKind.Object } json => json.GetRawText(),
        _ => answer?.ToString(),
    };
}
