using System.ComponentModel;

namespace WarmTransfer;

/// <summary>Turns what a tool method returns into what the model is told. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ToolResults
{
    /// <summary>What the model is told of a method that returns nothing. Without a word, models tend to call again.</summary>
    private const string Acknowledgement = "Done.";

    /// <summary>The method returned nothing.</summary>
    public static ValueTask<object?> Done() => new(Acknowledgement);

    /// <summary>The method returns nothing, later.</summary>
    /// <param name="call">The call.</param>
    public static ValueTask<object?> DoneAsync(ValueTask call) => call.IsCompletedSuccessfully ? Done() : AwaitDoneAsync(call);

    /// <inheritdoc cref="DoneAsync(ValueTask)" />
    public static ValueTask<object?> DoneAsync(Task call) => DoneAsync(new ValueTask(call));

    /// <summary>Hands text or content on as it is.</summary>
    /// <param name="result">The result.</param>
    /// <typeparam name="T">The method's result.</typeparam>
    public static ValueTask<object?> AsIs<T>(T result) => new(result);

    /// <summary>Hands text or content on as it is, later.</summary>
    /// <param name="call">The call.</param>
    /// <typeparam name="T">The method's result.</typeparam>
    public static async ValueTask<object?> AsIsAsync<T>(ValueTask<T> call) => await call;

    /// <inheritdoc cref="AsIsAsync{T}(ValueTask{T})" />
    public static ValueTask<object?> AsIsAsync<T>(Task<T> call) => AsIsAsync(new ValueTask<T>(call));

    /// <summary>Writes the result as JSON.</summary>
    /// <param name="result">The result.</param>
    /// <typeparam name="T">The method's result.</typeparam>
    /// <typeparam name="TWriter">What writes it.</typeparam>
    public static ValueTask<object?> Json<T, TWriter>(T result)
        where TWriter : IToolValueWriter<T>
        => new(JsonResult.Write(result, static (writer, value) => TWriter.Write(writer, value)));

    /// <summary>Writes the result as JSON, later.</summary>
    /// <param name="call">The call.</param>
    /// <typeparam name="T">The method's result.</typeparam>
    /// <typeparam name="TWriter">What writes it.</typeparam>
    public static async ValueTask<object?> JsonAsync<T, TWriter>(ValueTask<T> call)
        where TWriter : IToolValueWriter<T>
        => await Json<T, TWriter>(await call);

    /// <inheritdoc cref="JsonAsync{T, TWriter}(ValueTask{T})" />
    public static ValueTask<object?> JsonAsync<T, TWriter>(Task<T> call)
        where TWriter : IToolValueWriter<T>
        => JsonAsync<T, TWriter>(new ValueTask<T>(call));

    private static async ValueTask<object?> AwaitDoneAsync(ValueTask call)
    {
        await call;
        return Acknowledgement;
    }
}
