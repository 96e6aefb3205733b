using System.Net.Http.Headers;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace WarmTransfer.Emulator.Tests.Twirp;

/// <summary>Whatever a body holds, it is carried out or refused: nothing breaks the server.</summary>
/// <remarks>The seed is fixed, so that a run is repeated by the next; another one is tried by writing it here.</remarks>
public sealed class FuzzTests
{
    private const string Room = "room";
    private const string Number = "+15105550123";

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithReplay(20_261_122, 3).WithMaxTest(400);

    // What makes a message one that is carried out rather than refused at the door.
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["room"] = Room,
        ["room_name"] = Room,
        ["destination_room"] = "elsewhere",
        ["identity"] = "caller",
        ["participant_identity"] = "caller",
        ["sip_trunk_id"] = "ST_billing",
        ["sip_call_to"] = Number,
    };

    private static readonly string[] Methods = [.. new LiveKitEmulator().Faults.Methods];

    [Fact]
    public void Body_Noise_IsCarriedOutOrRefused() =>
        Check(Attempts(ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => (Func<Attempt, byte[]>)(_ => bytes ?? []))), leastCarriedOut: 0);

    [Fact]
    public void Body_AnyMessage_IsCarriedOutOrRefused() =>
        Check(Attempts(Seeds.Select(seed => (Func<Attempt, byte[]>)(attempt => Encode(attempt, new Random(seed))))), leastCarriedOut: 20);

    [Fact]
    public void Body_DamagedMessage_IsCarriedOutOrRefused() =>
        Check(Attempts(Seeds.Select(seed => (Func<Attempt, byte[]>)(attempt => Damage(Encode(attempt, new Random(seed)), new Random(seed))))), leastCarriedOut: 1);

    private static Gen<int> Seeds => Gen.Choose(0, int.MaxValue - 1);

    private static Gen<Attempt> Attempts(Gen<Func<Attempt, byte[]>> bodies) =>
        from method in Gen.Elements(Methods)
        from json in Gen.Elements(true, false)
        from body in bodies
        let attempt = new Attempt(method, json, [])
        select attempt with { Body = body(attempt) };

    private static void Check(Gen<Attempt> attempts, int leastCarriedOut)
    {
        var carriedOut = 0;
        Prop.ForAll(attempts.ToArbitrary(), attempt => carriedOut += Answer(attempt) ? 1 : 0).Check(Runs);
        // Otherwise the attempts were no good: all of them were refused at the door.
        Assert.InRange(carriedOut, leastCarriedOut, Runs.MaxTest);
    }

    /// <summary>Sends the body, and says whether it was carried out. The clock is virtual: a phone may ring meanwhile.</summary>
    private static bool Answer(Attempt attempt)
    {
        var time = new VirtualTime();
        var carriedOut = false;
        time.Run(async () =>
        {
            await using var emulator = new LiveKitEmulator(new LiveKitEmulatorOptions
            {
                TimeProvider = time,
                Phones = new PhoneBook().Add(Number, Phone.AnswersAfter(TimeSpan.FromSeconds(1))),
                Trunks = [new SipOutboundTrunk { TrunkId = "ST_billing", Address = "sip.example.com", Numbers = ["+15105550100"] }],
            });
            await using var caller = await EmulatedCaller.JoinAsync(emulator, Room);
            using var api = new ApiClient(emulator) { Room = Room };

            using var response = await api.PostAsync(attempt.Method, attempt.Json ? "application/json" : "application/protobuf", attempt.Body);

            carriedOut = response.IsSuccessStatusCode;
            if (!carriedOut)
                await AssertRefusedAsync(response);
            Assert.Empty(emulator.Directory.Outbox.Failures);
        });
        return carriedOut;
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage response)
    {
        Assert.Equal(new MediaTypeHeaderValue("application/json"), response.Content.Headers.ContentType);
        var code = JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("code").GetString()!;
        Assert.True(TwirpErrorWriter.IsCode(code), $"{code} is no code of Twirp.");
        Assert.NotEqual("internal", code);
    }

    private static byte[] Encode(Attempt attempt, Random random)
    {
        var message = AnyMessage.Of(AnyMessage.Types[RequestOf(attempt.Method)], random);
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field is { FieldType: FieldType.String, IsRepeated: false } && Known.TryGetValue(field.Name, out var known) && random.Next(10) > 0)
                field.Accessor.SetValue(message, known);
        }

        return attempt.Json ? ProtoJsonWriter.Write(message) : message.ToByteArray();
    }

    private static byte[] Damage(byte[] body, Random random)
    {
        var damaged = body.ToList();
        for (var i = random.Next(4); i >= 0; i--)
        {
            var at = random.Next(damaged.Count + 1);
            if (at == damaged.Count || random.Next(3) == 0)
                damaged.Insert(at, (byte)random.Next(256));
            else if (random.Next(2) == 0)
                damaged[at] = (byte)random.Next(256);
            else
                damaged.RemoveAt(at);
        }

        return [.. damaged];
    }

    // LiveKit names a method's request after it, but for these.
    private static string RequestOf(string method) => method[(method.IndexOf('/', StringComparison.Ordinal) + 1)..] switch
    {
        "GetParticipant" or "RemoveParticipant" => "RoomParticipantIdentity",
        "MutePublishedTrack" => "MuteRoomTrackRequest",
        "CreateDispatch" => "CreateAgentDispatchRequest",
        "DeleteDispatch" => "DeleteAgentDispatchRequest",
        "ListDispatch" => "ListAgentDispatchRequest",
        var name => name + "Request",
    };

    private sealed record Attempt(string Method, bool Json, byte[] Body)
    {
        public override string ToString() => $"{Method} {(Json ? "JSON" : "protobuf")} {Convert.ToHexString(Body)}";
    }
}
