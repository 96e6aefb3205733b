using Google.Protobuf;
using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator;

/// <summary>One message on a worker's socket: proto JSON in a text frame, protobuf in a binary one.</summary>
/// <param name="IsText">Whether it is a text frame.</param>
/// <param name="Payload">The bytes.</param>
internal readonly record struct WorkerFrame(bool IsText, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Reads what a worker sent. Unlike the server API, the socket takes nothing it does not know.</summary>
    /// <exception cref="FormatException">The frame is no worker message.</exception>
    public WorkerMessage ReadWorkerMessage()
    {
        try
        {
            return IsText ? ProtoJsonReader.ReadStrictly<WorkerMessage>(Payload.Span) : WorkerMessage.Parser.ParseFrom(Payload.Span);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new FormatException("The frame is no protobuf message.", exception);
        }
    }

    public static WorkerFrame Write(ServerMessage message, bool asText) =>
        new(asText, asText ? ProtoJsonWriter.WriteEvent(message) : message.ToByteArray());
}
