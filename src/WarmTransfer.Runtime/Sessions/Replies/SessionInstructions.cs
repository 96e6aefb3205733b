namespace WarmTransfer;

/// <summary>What the model of one session is told first: it can be changed until the model has been told.</summary>
internal sealed class SessionInstructions(string text)
{
    private readonly Lock _lock = new();
    private string _text = text;
    private bool _isUsed;

    public string Text
    {
        get
        {
            lock (_lock)
                return _text;
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            lock (_lock)
            {
                if (_isUsed)
                    throw new InvalidOperationException($"The model has been asked with the session's instructions; set them before the first reply. For one reply there is {nameof(ReplyOptions)}.{nameof(ReplyOptions.Instructions)}.");

                _text = value;
            }
        }
    }

    /// <summary>Reads them for a request; they stay what they are from here on.</summary>
    public string Use()
    {
        lock (_lock)
        {
            _isUsed = true;
            return _text;
        }
    }
}
