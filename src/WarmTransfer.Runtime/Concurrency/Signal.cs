namespace WarmTransfer;

/// <summary>Something that happens once, and may be awaited in every way.</summary>
/// <inheritdoc cref="Signal{T}" path="/remarks"/>
internal sealed class Signal
{
    private readonly Signal<ValueTuple> _signal = new();

    /// <inheritdoc cref="Signal{T}.IsSet"/>
    public bool IsSet => _signal.IsSet;

    /// <inheritdoc cref="Signal{T}.Task"/>
    public Task Task => _signal.Task;

    /// <returns>False when it was set before.</returns>
    public bool TrySet() => _signal.TrySet(default);

    /// <inheritdoc cref="TrySet"/>
    public bool TryFail(Exception exception) => _signal.TryFail(exception);

    /// <inheritdoc cref="TrySet"/>
    public bool TryCancel(CancellationToken cancellationToken) => _signal.TryCancel(cancellationToken);
}
