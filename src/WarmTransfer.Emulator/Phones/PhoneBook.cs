namespace WarmTransfer.Emulator;

/// <summary>The phones that can be called, by number or SIP address, and the calls made to them.</summary>
/// <remarks>A number that is not in the book is answered as a provider would: SIP 404, "not found".</remarks>
public sealed class PhoneBook
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Phone> _phones = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<PhoneCall> _calls = [];
    private readonly HandlerList<PhoneCall> _placed = new();

    /// <summary>Gets every call made so far, in order, also those to numbers not in the book.</summary>
    public IReadOnlyList<PhoneCall> Calls
    {
        get
        {
            lock (_lock)
                return [.. _calls];
        }
    }

    /// <summary>Reads a phone book from a JSON file; the package has its schema as <c>schemas/phones.schema.json</c>.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The book.</returns>
    /// <exception cref="InvalidDataException">Something is wrong with the file; the message has a line for each mistake, with the line it is in and what was expected.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static PhoneBook Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var problems = new JsonProblems(path);
        var book = PhonesFile.Read(File.ReadAllBytes(path), problems);
        return problems.Messages.Count == 0 ? book : throw new InvalidDataException(string.Join('\n', problems.Messages));
    }

    /// <summary>Calls <paramref name="handler"/> whenever a call is placed, before the phone knows of it. It must not block.</summary>
    /// <param name="handler">Gets the call.</param>
    /// <returns>Dispose it to stop.</returns>
    public IDisposable OnCallPlaced(Action<PhoneCall> handler) => _placed.Add(handler);

    /// <summary>Adds a phone, or puts another in its place; calls that go on are not touched.</summary>
    /// <param name="address">A phone number such as <c>+15105550123</c> (spaces, hyphens and brackets do not count), a SIP user, or a SIP address such as <c>sip:desk@example.com</c>.</param>
    /// <param name="phone">The phone.</param>
    /// <returns>This book.</returns>
    public PhoneBook Add(string address, Phone phone)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        ArgumentNullException.ThrowIfNull(phone);
        lock (_lock)
            _phones[Normalize(address)] = phone;
        return this;
    }

    /// <summary>Takes a phone out of the book; its number is then unknown.</summary>
    /// <param name="address">As given to <see cref="Add"/>.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        lock (_lock)
            return _phones.Remove(Normalize(address));
    }

    /// <summary>Gets the calls made to a number or address, in order.</summary>
    /// <param name="address">As given to <see cref="Add"/>.</param>
    public IReadOnlyList<PhoneCall> CallsTo(string address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        var user = Normalize(address).Split('@')[0];
        lock (_lock)
            return _calls.FindAll(c => string.Equals(Normalize(c.Number), user, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether there is a phone with exactly that number or address.</summary>
    internal bool Has(string address)
    {
        lock (_lock)
            return _phones.ContainsKey(Normalize(address));
    }

    /// <summary>Finds the phone a call reaches: first the one at that host, then the one with that number or user.</summary>
    internal Phone? Find(string callTo, string host)
    {
        var user = Normalize(callTo);
        lock (_lock)
            return _phones.GetValueOrDefault($"{user}@{host.Split(':')[0]}") ?? _phones.GetValueOrDefault(user);
    }

    internal void Log(PhoneCall call)
    {
        lock (_lock)
            _calls.Add(call);
        _placed.Tell(call);
    }

    private static string Normalize(string address)
    {
        var text = address.Trim();
        if (text.IndexOf(':', StringComparison.Ordinal) is var colon && text[..Math.Max(colon, 0)].ToUpperInvariant() is "SIP" or "SIPS" or "TEL")
            text = text[(colon + 1)..];
        if (text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at)
            return text[..at] + '@' + text[(at + 1)..].Split(':', ';')[0];
        return text.AsSpan().IndexOfAnyExcept("+0123456789 -().") < 0 ? string.Concat(text.Where(c => c is '+' or (>= '0' and <= '9'))) : text;
    }
}
