using System.Buffers;
using System.ComponentModel;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace WarmTransfer.SourceGeneration;

/// <summary>Turns what a tool method returns into what the model is told. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ToolResults
{
    /// <summary>What the model is told of a method that returns nothing. Without a word, models tend to call again.</summary>
    private const string Acknowledgement = "Done.";

    private static ReadOnlySpan<byte> AcknowledgementJson => "\"Done.\""u8;

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

    /// <summary>Awaits every item: a model takes one answer.</summary>
    /// <param name="items">The items.</param>
    /// <param name="cancellationToken">Stops the items from coming.</param>
    /// <typeparam name="T">The items' type.</typeparam>
    public static async ValueTask<IReadOnlyList<T>> CollectAsync<T>(IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        List<T> all = [];
        await foreach (T item in items.WithCancellation(cancellationToken))
            all.Add(item);
        return all;
    }

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

    /// <summary>The method returned nothing.</summary>
    /// <param name="result">Gets the answer.</param>
    /// <returns>True: the tool was called.</returns>
    public static ValueTask<bool> WriteDone(IBufferWriter<byte> result)
    {
        result.Write(AcknowledgementJson);
        return new(true);
    }

    /// <summary>The method returns nothing, later.</summary>
    /// <param name="call">The call.</param>
    /// <param name="result">Gets the answer.</param>
    /// <returns>True: the tool was called.</returns>
    public static ValueTask<bool> WriteDoneAsync(ValueTask call, IBufferWriter<byte> result)
        => call.IsCompletedSuccessfully ? WriteDone(result) : AwaitWriteDoneAsync(call, result);

    /// <inheritdoc cref="WriteDoneAsync(ValueTask, IBufferWriter{byte})" />
    public static ValueTask<bool> WriteDoneAsync(Task call, IBufferWriter<byte> result) => WriteDoneAsync(new ValueTask(call), result);

    /// <summary>Writes text.</summary>
    /// <param name="value">The method's result.</param>
    /// <param name="result">Gets the answer.</param>
    /// <returns>True: the tool was called.</returns>
    public static ValueTask<bool> WriteAsIs(string? value, IBufferWriter<byte> result)
        => value is not null && PlainText.TryWrite(value, result) ? new(true) : WriteAsIs<string?>(value, result);

    /// <summary>Writes text, content, or JSON the method returned as such.</summary>
    /// <param name="value">The method's result.</param>
    /// <param name="result">Gets the answer.</param>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <returns>True: the tool was called.</returns>
    public static ValueTask<bool> WriteAsIs<T>(T value, IBufferWriter<byte> result)
    {
        JsonResult.WriteTo(result, value, static (writer, known) => WriteAsIs(writer, known));
        return new(true);
    }

    /// <summary>Writes text, content, or JSON the method returns as such, later.</summary>
    /// <param name="call">The call.</param>
    /// <param name="result">Gets the answer.</param>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <returns>True: the tool was called.</returns>
    public static async ValueTask<bool> WriteAsIsAsync<T>(ValueTask<T> call, IBufferWriter<byte> result) => await WriteAsIs(await call, result);

    /// <inheritdoc cref="WriteAsIsAsync{T}(ValueTask{T}, IBufferWriter{byte})" />
    public static ValueTask<bool> WriteAsIsAsync<T>(Task<T> call, IBufferWriter<byte> result) => WriteAsIsAsync(new ValueTask<T>(call), result);

    /// <summary>Writes the result as JSON.</summary>
    /// <param name="value">The method's result.</param>
    /// <param name="result">Gets the answer.</param>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <typeparam name="TWriter">What writes it.</typeparam>
    /// <returns>True: the tool was called.</returns>
    public static ValueTask<bool> WriteJson<T, TWriter>(T value, IBufferWriter<byte> result)
        where TWriter : IToolValueWriter<T>
    {
        JsonResult.WriteTo(result, value, static (writer, known) => TWriter.Write(writer, known));
        return new(true);
    }

    /// <summary>Writes the result as JSON, later.</summary>
    /// <param name="call">The call.</param>
    /// <param name="result">Gets the answer.</param>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <typeparam name="TWriter">What writes it.</typeparam>
    /// <returns>True: the tool was called.</returns>
    public static async ValueTask<bool> WriteJsonAsync<T, TWriter>(ValueTask<T> call, IBufferWriter<byte> result)
        where TWriter : IToolValueWriter<T>
        => await WriteJson<T, TWriter>(await call, result);

    /// <inheritdoc cref="WriteJsonAsync{T, TWriter}(ValueTask{T}, IBufferWriter{byte})" />
    public static ValueTask<bool> WriteJsonAsync<T, TWriter>(Task<T> call, IBufferWriter<byte> result)
        where TWriter : IToolValueWriter<T>
        => WriteJsonAsync<T, TWriter>(new ValueTask<T>(call), result);

    private static async ValueTask<object?> AwaitDoneAsync(ValueTask call)
    {
        await call;
        return Acknowledgement;
    }

    private static async ValueTask<bool> AwaitWriteDoneAsync(ValueTask call, IBufferWriter<byte> result)
    {
        await call;
        return await WriteDone(result);
    }

    private static void WriteAsIs<T>(Utf8JsonWriter writer, T value)
    {
        if (value is JsonElement element)
            ToolWriters.Json.Write(writer, element);
        else if (value is string text)
            writer.WriteStringValue(text);
        else if (value is AIContent content)
            JsonSerializer.Serialize(writer, content, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(AIContent)));
        else
            writer.WriteNullValue();
    }
}
