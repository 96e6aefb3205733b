namespace WarmTransfer.Runtime.Tests.Transfers;

/// <summary>Stands between the client and the emulator, and has something happen just before or just after a call. What the server does wrong is planned with its <see cref="WarmTransfer.Emulator.LiveKitEmulator.Faults"/>.</summary>
internal sealed class RequestHooks(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly List<Hook> _hooks = [];

    /// <summary>Gets the methods called, in order, such as <c>DeleteRoom</c>.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Does something before the next calls of a method are passed on.</summary>
    public void Before(string method, Func<Task> action, int times = 1) => _hooks.Add(new Hook(method, times, async send =>
    {
        await action();
        return await send();
    }));

    /// <summary>Does something after the next call of a method took effect, before it is answered.</summary>
    public void After(string method, Func<Task> action) => _hooks.Add(new Hook(method, 1, async send =>
    {
        var response = await send();
        await action();
        return response;
    }));

    /// <summary>Lets the transport throw what no transport should.</summary>
    public void Throw(string method, Exception exception) =>
        _hooks.Add(new Hook(method, int.MaxValue, _ => Task.FromException<HttpResponseMessage>(exception)));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var method = request.RequestUri!.Segments[^1];
        Calls.Add(method);
        if (_hooks.Find(hook => hook.Method == method && hook.Times > 0) is not { } hook)
            return base.SendAsync(request, cancellationToken);

        hook.Times--;
        return hook.Handle(() => base.SendAsync(request, cancellationToken));
    }

    private sealed class Hook(string method, int times, Func<Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> handle)
    {
        public string Method => method;

        public int Times { get; set; } = times;

        public Func<Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> Handle => handle;
    }
}
