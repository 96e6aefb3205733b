namespace WarmTransfer.Emulator;

/// <summary>Something that goes wrong with one request to the server API. Given to <see cref="FaultPlan.Add"/>.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>The request is answered late, and otherwise as ever.</summary>
    /// <param name="By">How late, on the emulator's clock.</param>
    public sealed record Delayed(TimeSpan By) : Fault;

    /// <summary>The request is answered with an error, and nothing is done.</summary>
    /// <param name="Code">Twirp error code as on the wire, such as <c>unavailable</c> (Twirp specification v7, "Error Codes").</param>
    /// <param name="Message">The text of the error.</param>
    public sealed record Refused(string Code, string Message) : Fault;

    /// <summary>The connection drops before the request is looked at: nothing is done.</summary>
    public sealed record RequestLost : Fault;

    /// <summary>The request is carried out, and the connection drops before the answer: the client cannot tell it from <see cref="RequestLost"/>.</summary>
    public sealed record AnswerLost : Fault;
}
