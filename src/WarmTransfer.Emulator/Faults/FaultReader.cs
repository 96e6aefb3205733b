namespace WarmTransfer.Emulator;

/// <summary>Reads a fault to be planned, as <c>fault.schema.json</c> describes it.</summary>
internal static class FaultReader
{
    public const string Forever = "forever";

    private static readonly string[] Drops = ["request", "answer"];

    /// <summary>Reads a fault; <see langword="null"/> when something is wrong with it, which is noted.</summary>
    public static (string Method, ServerFault Fault, FaultSchedule Schedule)? Read(ReadOnlySpan<byte> utf8, IReadOnlyList<string> methods, JsonProblems problems)
    {
        if (JsonText.Read(utf8, problems) is not { } json)
            return null;
        var fields = new JsonFields(json, problems, "an object with what goes wrong, such as {\"method\":\"RoomService/CreateRoom\",\"drop\":\"answer\"}");
        fields.Find("$schema");
        var method = fields.Choice("method", [FaultPlan.EveryMethod, .. methods]) ?? FaultPlan.EveryMethod;
        var schedule = new FaultSchedule { Every = fields.Integer("every", 1, int.MaxValue) ?? 1, Times = fields.Integer("times", 1, int.MaxValue) };
        var fault = ReadFault(fields, problems);
        fields.End();
        return problems.Messages.Count == 0 ? (method, fault!, schedule) : null;
    }

    private static ServerFault? ReadFault(JsonFields fields, JsonProblems problems)
    {
        var delay = fields.Duration("delay", Forever);
        ServerFault?[] kinds = [ReadError(fields.Object("error")), ReadAnswer(fields.Object("answer")), ReadDrop(fields.Choice("drop", Drops))];
        string[] given = [.. new[] { "error", "answer", "drop" }.Where(name => fields.Find(name) is not null)];
        if (fields.IsObject && given.Length == 0 && fields.Find("delay") is null)
            problems.Add(fields.Line, "nothing goes wrong; expected delay, error, answer or drop.");
        if (given.Length > 1)
            problems.Add(fields.Line, $"{string.Join(" and ", given)} exclude each other; keep one of them.");

        var fault = Array.Find(kinds, kind => kind is not null);
        return delay is { } by ? new ServerFault.Delayed(by, fault) : fault;
    }

    private static ServerFault.Refused? ReadError(JsonFields? fields)
    {
        if (fields is null)
            return null;
        var code = fields.Choice("code", TwirpErrorWriter.Codes);
        if (fields.IsObject && fields.Find("code") is null)
            fields.Note("code", $"is missing; expected one of {string.Join(", ", TwirpErrorWriter.Codes)}.");
        var message = fields.AnyText("msg") ?? "";
        var meta = fields.Texts("meta");
        fields.End();
        return code is null ? null : new ServerFault.Refused(code, message) { Meta = meta };
    }

    private static ServerFault.Answered? ReadAnswer(JsonFields? fields)
    {
        if (fields is null)
            return null;
        var status = fields.Integer("status", 200, 599);
        if (fields.IsObject && fields.Find("status") is null)
            fields.Note("status", "is missing; expected a whole number from 200 to 599.");
        var body = fields.AnyText("body") ?? "";
        var contentType = fields.Text("contentType") ?? "text/plain";
        fields.End();
        return status is { } given ? new ServerFault.Answered(given, body, contentType) : null;
    }

    private static ServerFault? ReadDrop(string? drop) => drop switch
    {
        "request" => new ServerFault.RequestLost(),
        "answer" => new ServerFault.AnswerLost(),
        _ => null,
    };
}
