namespace WarmTransfer.Emulator.Tests.Conformance;

/// <summary>The two rooms of the live recordings: mover and stay in one, each with a microphone; bob in the other.</summary>
internal sealed class LiveRooms(LiveKitEmulator emulator)
{
    public const string RoomA = "hk-A-44222";
    public const string RoomB = "hk-B-44222";

    public IRoom Mover { get; private set; } = null!;

    public IRoom Stay { get; private set; } = null!;

    public IRoom Bob { get; private set; } = null!;

    /// <param name="joined">Called with each as it joins.</param>
    public async Task OpenAsync(Action<string, IRoom>? joined = null)
    {
        await CreateRoomsAsync();
        Mover = await JoinAsync("mover", RoomA);
        joined?.Invoke("mover", Mover);
        Stay = await JoinAsync("stay", RoomA);
        joined?.Invoke("stay", Stay);
        Bob = await JoinAsync("bob", RoomB);
        joined?.Invoke("bob", Bob);
        await Mover.PublishAudioAsync("mic");
        await Stay.PublishAudioAsync("mic");
    }

    public async Task CreateRoomsAsync()
    {
        foreach (var room in (string[])[RoomA, RoomB])
        {
            await emulator.Backend.Server.CreateRoomAsync(new CreateRoomRequest
            {
                Name = room,
                EmptyTimeout = TimeSpan.FromSeconds(30),
                DepartureTimeout = TimeSpan.FromSeconds(2),
            });
        }
    }

    public Task<IRoom> JoinAsync(string identity, string room)
    {
        var token = emulator.Backend.Server.SignToken(new AccessToken
        {
            Identity = identity,
            Name = identity.ToUpperInvariant(),
            Metadata = "md-" + identity,
            Attributes = new Dictionary<string, string> { ["who"] = identity },
            Video = new VideoGrant { RoomJoin = true, Room = room },
        });
        return emulator.Rooms.ConnectAsync(emulator.Url, token);
    }
}
