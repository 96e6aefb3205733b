using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WarmTransfer.Emulator;

/// <summary>What an emulator and a room joined over its socket say to each other, in text frames; sound travels in binary ones.</summary>
/// <remarks>The emulator's own: no other LiveKit speaks it. It has no version, because both ends are of one package.</remarks>
internal sealed record RemoteMessage
{
    public const string Welcome = "welcome";
    public const string Event = "event";
    public const string Done = "done";
    public const string Failed = "failed";
    public const string Publish = "publish";
    public const string Unpublish = "unpublish";
    public const string Mute = "mute";
    public const string Clear = "clear";
    public const string Listen = "listen";
    public const string StopListening = "stop-listening";
    public const string OpenText = "open-text";
    public const string WriteText = "write-text";
    public const string CloseText = "close-text";
    public const string Dtmf = "dtmf";
    public const string SetAttributes = "set-attributes";
    public const string OpenBytes = "open-bytes";
    public const string WriteBytes = "write-bytes";
    public const string CloseBytes = "close-bytes";

    private const int IdSize = sizeof(int);

    /// <summary>One of the constants here.</summary>
    public required string Kind { get; init; }

    /// <summary>The track, the listener, the stream or the request that is meant, by a number the client chose.</summary>
    public int Id { get; init; }

    /// <summary>The byte stream a piece belongs to.</summary>
    public int Stream { get; init; }

    public string? Name { get; init; }

    public string? Text { get; init; }

    public string? Sid { get; init; }

    public TrackSource Source { get; init; }

    public bool Flag { get; init; }

    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    public IReadOnlyList<string>? To { get; init; }

    public ByteStreamOptions? Bytes { get; init; }

    public ReadOnlyMemory<byte>? Data { get; init; }

    /// <summary>The room and everyone in it, as they are after what is told.</summary>
    public RemoteRoomState? State { get; init; }

    public RemoteEvent? Happened { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, RemoteJson.Default.RemoteMessage);

    /// <exception cref="JsonException">The frame is no message.</exception>
    public static RemoteMessage Read(ReadOnlySpan<byte> frame) => JsonSerializer.Deserialize(frame, RemoteJson.Default.RemoteMessage) ?? throw new JsonException("The message is null.");

    /// <summary>Writes one frame of sound: the number it belongs to, and its samples in the machine's order, which is one machine.</summary>
    public static byte[] WriteAudio(int id, ReadOnlySpan<short> samples)
    {
        var frame = new byte[IdSize + (samples.Length * sizeof(short))];
        BinaryPrimitives.WriteInt32LittleEndian(frame, id);
        MemoryMarshal.AsBytes(samples).CopyTo(frame.AsSpan(IdSize));
        return frame;
    }

    /// <summary>Reads a frame of sound; <see langword="false"/> when it is none.</summary>
    public static bool TryReadAudio(ReadOnlySpan<byte> frame, out int id, out ReadOnlySpan<short> samples)
    {
        id = 0;
        samples = default;
        if (frame.Length != IdSize + (AudioFormat.SamplesPerFrame * sizeof(short)))
            return false;
        id = BinaryPrimitives.ReadInt32LittleEndian(frame);
        samples = MemoryMarshal.Cast<byte, short>(frame[IdSize..]);
        return true;
    }
}

/// <summary>The room as a connection sees it.</summary>
internal sealed record RemoteRoomState(string Name, string Sid, string Identity, IReadOnlyList<ParticipantInfo> Others)
{
    public static RemoteRoomState Of(IRoom room) => new(room.Name, room.Sid, room.LocalIdentity, room.RemoteParticipants);
}

/// <summary>Reads and writes the messages without reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(RemoteMessage))]
internal sealed partial class RemoteJson : JsonSerializerContext;
