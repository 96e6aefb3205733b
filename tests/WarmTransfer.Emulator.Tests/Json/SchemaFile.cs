using System.Text.Json;

namespace WarmTransfer.Emulator.Tests.Json;

/// <summary>The JSON schemas of the package.</summary>
internal static class SchemaFile
{
    public static JsonElement Read(string name) => JsonElement.Parse(File.ReadAllText(Repository.File("src", "WarmTransfer.Emulator", "Schemas", name)));

    /// <summary>The names an object may have.</summary>
    public static IEnumerable<string> Names(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order();

    /// <summary>The names the reader said it knows, when it was given one it does not.</summary>
    public static IEnumerable<string> NamesListed(JsonProblems problems)
    {
        var message = problems.Messages.Single(message => message.Contains("is not known", StringComparison.Ordinal));
        return message[(message.LastIndexOf("expected ", StringComparison.Ordinal) + "expected ".Length)..].TrimEnd('.').Split(", ").Order();
    }
}
