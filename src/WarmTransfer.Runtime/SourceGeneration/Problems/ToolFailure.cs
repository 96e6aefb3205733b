using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <summary>What the model is told when a call did not happen or did not work: <c>{"error":…,"message":…}</c>.</summary>
internal static class ToolFailure
{
    /// <summary>The arguments were wrong: every problem, so that one more call can correct them all.</summary>
    public static JsonElement InvalidArguments(string tool, IReadOnlyList<ToolArgumentProblem> problems)
        => JsonResult.Write((tool, problems), static (writer, failure) =>
        {
            WriteStart(writer, "invalid_arguments", $"{failure.tool} was not called. Correct every problem listed here, then call it again.");
            writer.WriteStartArray("problems"u8);
            foreach (ToolArgumentProblem problem in failure.problems)
            {
                writer.WriteStartObject();
                writer.WriteString("parameter"u8, problem.Parameter);
                writer.WriteString("expected"u8, problem.Expected);
                writer.WriteString("received"u8, problem.Received);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    /// <summary>The tool said why it cannot.</summary>
    public static JsonElement Refused(string message) => Write("refused", message);

    /// <summary>The tool broke. What broke is for the log.</summary>
    public static JsonElement Internal()
        => Write("internal_error", "This did not work, for a reason that has been logged. Say that it is not available right now; the same call will most likely fail again.");

    private static JsonElement Write(string error, string message)
        => JsonResult.Write((error, message), static (writer, failure) =>
        {
            WriteStart(writer, failure.error, failure.message);
            writer.WriteEndObject();
        });

    private static void WriteStart(Utf8JsonWriter writer, string error, string message)
    {
        writer.WriteStartObject();
        writer.WriteString("error"u8, error);
        writer.WriteString("message"u8, message);
    }
}
