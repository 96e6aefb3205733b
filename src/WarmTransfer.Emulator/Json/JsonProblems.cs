using System.Globalization;

namespace WarmTransfer.Emulator;

/// <summary>Collects what is wrong with a JSON text, so that it can be said all at once.</summary>
/// <param name="file">The file it is in, which is then named with the line; <see langword="null"/> when there is none.</param>
internal sealed class JsonProblems(string? file = null)
{
    private readonly List<string> _messages = [];

    /// <summary>Gets one message for each thing that is wrong.</summary>
    public IReadOnlyList<string> Messages => _messages;

    /// <summary>Notes that a value is not what was expected.</summary>
    public void AddWrong(JsonValue value, string expected) =>
        Add(value.Line, $"{(value.Path.Length > 0 ? value.Path : "the text")} is {value.Found}; expected {expected}.");

    /// <summary>Notes something else.</summary>
    public void Add(int line, string message) =>
        _messages.Add(file is null ? message : string.Create(CultureInfo.InvariantCulture, $"{file}({line}): {message}"));
}
