using Google.Protobuf;

namespace WarmTransfer.Emulator;

/// <summary>One service of the API: the methods it has and what each does.</summary>
/// <param name="name">The name as in the path, e.g. <c>livekit.RoomService</c>.</param>
internal sealed class TwirpService(string name)
{
    private readonly Dictionary<string, TwirpMethod> _methods = [];

    /// <summary>The name as in the path.</summary>
    public string Name => name;

    /// <summary>The names of its methods.</summary>
    public IEnumerable<string> Methods => _methods.Keys;

    /// <summary>Adds a method that answers at once.</summary>
    public TwirpService Add<TRequest>(string method, Func<TRequest, TokenGrants, IMessage> handler)
        where TRequest : IMessage<TRequest>, new() =>
        AddAsync<TRequest>(method, (request, grants, _) => Task.FromResult(handler(request, grants)));

    /// <summary>Adds a method that takes time. Its token tells that the HTTP request was aborted.</summary>
    public TwirpService AddAsync<TRequest>(string method, Func<TRequest, TokenGrants, CancellationToken, Task<IMessage>> handler)
        where TRequest : IMessage<TRequest>, new()
    {
        _methods.Add(method, (encoding, body, grants, aborted) => handler(encoding.Read<TRequest>(body.Span), grants, aborted));
        return this;
    }

    /// <summary>Finds a method; <see langword="null"/> when the service has none of that name.</summary>
    public TwirpMethod? Find(string method) => _methods.GetValueOrDefault(method);
}

/// <summary>Decodes a request, checks its grants, and answers it.</summary>
internal delegate Task<IMessage> TwirpMethod(TwirpEncoding encoding, ReadOnlyMemory<byte> body, TokenGrants grants, CancellationToken aborted);
