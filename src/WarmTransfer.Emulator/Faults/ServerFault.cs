namespace WarmTransfer.Emulator;

/// <summary>Something that goes wrong with a request to the server API. Given to <see cref="FaultPlan.Add(string, ServerFault, int)"/>.</summary>
public abstract record ServerFault
{
    private ServerFault()
    {
    }

    /// <summary>The request is answered late: also when the client has given up meanwhile, what it asked for is still done.</summary>
    /// <param name="By">How late, on the emulator's clock; <see cref="Timeout.InfiniteTimeSpan"/>: it is neither carried out nor answered.</param>
    /// <param name="Then">What comes of it then. Default: it is carried out as ever.</param>
    public sealed record Delayed(TimeSpan By, ServerFault? Then = null) : ServerFault;

    /// <summary>The request is answered with an error of LiveKit, and nothing is done.</summary>
    /// <param name="Code">Twirp error code as on the wire, such as <c>unavailable</c>; the HTTP status follows from it (Twirp specification v7, "Error Codes").</param>
    /// <param name="Message">The text of the error.</param>
    public sealed record Refused(string Code, string Message) : ServerFault
    {
        /// <summary>Gets further facts about the error, such as <c>sip_status_code</c>. Default: none.</summary>
        public IReadOnlyDictionary<string, string> Meta { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;
    }

    /// <summary>The request is answered by something that is not LiveKit, such as a proxy in front of it, and nothing is done.</summary>
    /// <param name="Status">The HTTP status, 200 to 599.</param>
    /// <param name="Body">The body.</param>
    /// <param name="ContentType">Its type. Default <c>text/plain</c>.</param>
    public sealed record Answered(int Status, string Body, string ContentType = "text/plain") : ServerFault;

    /// <summary>The connection drops before the request is looked at: nothing is done.</summary>
    public sealed record RequestLost : ServerFault;

    /// <summary>The request is carried out, and the connection drops before the answer: the client cannot tell it from <see cref="RequestLost"/>.</summary>
    public sealed record AnswerLost : ServerFault;
}
