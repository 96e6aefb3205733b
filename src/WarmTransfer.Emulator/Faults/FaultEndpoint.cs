namespace WarmTransfer.Emulator;

/// <summary>Plans faults over HTTP: <c>/emulator/faults</c>, in the JSON of <c>fault.schema.json</c>.</summary>
/// <remarks>
/// POST plans one and answers 201 with it, GET lists those that may still strike, DELETE forgets all of them, or with its
/// id in the path one. What cannot be understood is answered 400 with every reason: <c>{"errors":[…]}</c>.
/// </remarks>
internal static class FaultEndpoint
{
    private const string Root = "/emulator/faults";

    public static bool Has(string path) => path == Root || path.StartsWith(Root + "/", StringComparison.Ordinal);

    public static EmulatorResponse Answer(FaultPlan faults, EmulatorRequest request)
    {
        var id = request.Path[Root.Length..].Trim('/');
        switch (request.Method)
        {
            case "GET" when id.Length == 0:
                return EmulatorResponse.Json(200, FaultWriter.Write(faults.Planned));
            case "POST" when id.Length == 0:
                return Plan(faults, request);
            case "DELETE" when id.Length == 0:
                faults.Clear();
                return NoContent();
            case "DELETE":
                return faults.Remove(id) ? NoContent() : Refuse(404, $"There is no fault \"{id}\"; GET {Root} lists those there are.");
            default:
                var allow = id.Length == 0 ? "GET, POST, DELETE" : "DELETE";
                return Refuse(405, $"{request.Method} is not known here; expected {allow}.") with { Allow = allow };
        }
    }

    private static EmulatorResponse Plan(FaultPlan faults, EmulatorRequest request)
    {
        // Also what keeps a web page in the developer's browser out: it cannot send this type across origins unasked.
        if (!TwirpEncoding.IsJson(request.ContentType))
            return Refuse(415, $"Content-Type is \"{request.ContentType}\"; expected application/json.");

        var problems = new JsonProblems();
        if (FaultReader.Read(request.Body.Span, faults.Methods, problems) is not var (method, fault, schedule))
            return EmulatorResponse.Json(400, FaultWriter.WriteErrors(problems.Messages));
        return EmulatorResponse.Json(201, FaultWriter.Write(faults.Add(method, fault, schedule)));
    }

    private static EmulatorResponse Refuse(int status, string message) => EmulatorResponse.Json(status, FaultWriter.WriteErrors([message]));

    private static EmulatorResponse NoContent() => new(204, ContentType: null, Body: default);
}
