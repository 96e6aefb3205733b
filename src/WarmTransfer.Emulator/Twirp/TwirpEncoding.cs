using Google.Protobuf;

namespace WarmTransfer.Emulator;

/// <summary>One of the two forms a Twirp message travels in. The answer is in the form of the request.</summary>
internal sealed class TwirpEncoding
{
    private static readonly TwirpEncoding Json = new("application/json");
    private static readonly TwirpEncoding Protobuf = new("application/protobuf");

    private readonly string _contentType;

    private TwirpEncoding(string contentType) => _contentType = contentType;

    /// <summary>The encoding a <c>Content-Type</c> header names, parameters aside; <see langword="null"/> for any other type.</summary>
    public static TwirpEncoding? Of(string contentType) =>
        contentType.Split(';')[0].Trim().ToLowerInvariant() switch
        {
            "application/json" => Json,
            "application/protobuf" => Protobuf,
            _ => null,
        };

    /// <summary>Whether a <c>Content-Type</c> header names JSON.</summary>
    public static bool IsJson(string contentType) => Of(contentType) == Json;

    /// <summary>Reads a request.</summary>
    /// <exception cref="TwirpException">400 <c>malformed</c>.</exception>
    public T Read<T>(ReadOnlySpan<byte> body)
        where T : IMessage<T>, new()
    {
        try
        {
            return this == Json ? ProtoJsonReader.Read<T>(body) : new MessageParser<T>(() => new T()).ParseFrom(body);
        }
        catch (FormatException)
        {
            throw new TwirpException("malformed", "the json request could not be decoded");
        }
        catch (InvalidProtocolBufferException)
        {
            throw new TwirpException("malformed", "the protobuf request could not be decoded");
        }
    }

    /// <summary>Writes an answer.</summary>
    public EmulatorResponse Write(IMessage message) =>
        new(200, _contentType, this == Json ? ProtoJsonWriter.Write(message) : message.ToByteArray());
}
