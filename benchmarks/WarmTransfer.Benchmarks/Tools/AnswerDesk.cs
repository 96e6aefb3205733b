namespace WarmTransfer.Benchmarks.Tools;

internal sealed record Appointment(string Number, int Hour, CallbackTopic Topic, bool Urgent, DateTimeOffset BookedAt, string[] Notes);

/// <summary>An agent whose tools return text, a record, and a list of records.</summary>
[TransferAgent]
internal sealed partial class AnswerDesk
{
    private readonly Appointment[] _appointments = [.. Enumerable.Range(0, 20)
        .Select(i => new Appointment("+1510555010" + i, 8 + (i % 10), CallbackTopic.Repair, i % 2 == 0, DateTimeOffset.UnixEpoch.AddHours(i), ["asked twice", "prefers mornings"]))];

    /// <summary>Says a sentence.</summary>
    [TransferTool]
    public string Text() => "The next free hour is two in the afternoon.";

    /// <summary>Finds an appointment.</summary>
    [TransferTool]
    public Appointment Record() => _appointments[0];

    /// <summary>Lists the appointments.</summary>
    [TransferTool]
    public IReadOnlyList<Appointment> List() => _appointments;
}
