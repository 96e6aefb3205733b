using System.Net;
using System.Text;

namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>Stands between the client and the emulator, and lets a call fail before or after it took effect.</summary>
internal sealed class FaultHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly List<Fault> _faults = [];

    /// <summary>Gets the methods called, in order, such as <c>DeleteRoom</c>.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Answers calls of a method with a Twirp error, without any effect.</summary>
    public void Fail(string method, HttpStatusCode status, string code, int times = int.MaxValue) =>
        _faults.Add(new Fault(method, times, (_, _) => Task.FromResult(Error(status, code))));

    /// <summary>Lets calls of a method take effect and loses the answer.</summary>
    public void LoseAnswer(string method, int times = 1) =>
        _faults.Add(new Fault(method, times, async (send, _) =>
        {
            (await send()).Dispose();
            throw new HttpRequestException("The connection was closed.");
        }));

    /// <summary>Does something before a call of a method is passed on.</summary>
    public void Before(string method, Func<Task> action, int times = 1) =>
        _faults.Add(new Fault(method, times, async (send, _) =>
        {
            await action();
            return await send();
        }));

    /// <summary>Does something after a call of a method took effect, before it is answered.</summary>
    public void After(string method, Func<Task> action, int times = 1) =>
        _faults.Add(new Fault(method, times, async (send, _) =>
        {
            var response = await send();
            await action();
            return response;
        }));

    /// <summary>Never answers calls of a method.</summary>
    public void Hang(string method, TimeProvider time) =>
        _faults.Add(new Fault(method, int.MaxValue, async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
            throw new InvalidOperationException("Not reached.");
        }));

    /// <summary>Lets a call of a method take effect only after a while, also when the client has given up on it meanwhile.</summary>
    public void TakeEffectAfter(string method, TimeSpan delay, TimeProvider time) =>
        _faults.Add(new Fault(method, 1, async (send, cancellationToken) =>
        {
            return await LaterAsync().WaitAsync(cancellationToken);

            async Task<HttpResponseMessage> LaterAsync()
            {
                await Task.Delay(delay, time, CancellationToken.None);
                return await send();
            }
        }, outlivesClient: true));

    /// <summary>Lets the transport throw what no transport should.</summary>
    public void Throw(string method, Exception exception) =>
        _faults.Add(new Fault(method, int.MaxValue, (_, _) => Task.FromException<HttpResponseMessage>(exception)));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var method = request.RequestUri!.Segments[^1];
        Calls.Add(method);
        var fault = _faults.Find(candidate => candidate.Method == method && candidate.Times > 0);
        if (fault is null)
            return base.SendAsync(request, cancellationToken);

        var sent = fault.OutlivesClient ? Copy(request) : request;
        Func<Task<HttpResponseMessage>> send = () => base.SendAsync(sent, fault.OutlivesClient ? CancellationToken.None : cancellationToken);

        fault.Times--;
        return fault.Handle(send, cancellationToken);
    }

    private static HttpResponseMessage Error(HttpStatusCode status, string code) => new(status)
    {
        Content = new StringContent($$"""{"code":"{{code}}","msg":"made to fail"}""", Encoding.UTF8, "application/json"),
    };

    // The client disposes its request when it gives up.
    private static HttpRequestMessage Copy(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        copy.Headers.Authorization = request.Headers.Authorization;
        using var body = new MemoryStream();
        request.Content!.CopyTo(body, context: null, CancellationToken.None);
        copy.Content = new ByteArrayContent(body.ToArray());
        copy.Content.Headers.ContentType = request.Content.Headers.ContentType;
        return copy;
    }

    private sealed class Fault(string method, int times, Func<Func<Task<HttpResponseMessage>>, CancellationToken, Task<HttpResponseMessage>> handle, bool outlivesClient = false)
    {
        public string Method => method;

        public bool OutlivesClient => outlivesClient;

        public int Times { get; set; } = times;

        public Func<Func<Task<HttpResponseMessage>>, CancellationToken, Task<HttpResponseMessage>> Handle => handle;
    }
}
