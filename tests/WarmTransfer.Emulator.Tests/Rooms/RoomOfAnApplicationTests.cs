namespace WarmTransfer.Emulator.Tests;

/// <summary>What <see cref="IRoom"/> promises those who implement it.</summary>
public sealed class RoomOfAnApplicationTests
{
    [Fact]
    public async Task LaterMembers_NotImplemented_SaySo()
    {
        IRoom room = new OlderRoom();

        var attributes = await Assert.ThrowsAsync<NotSupportedException>(() => room.SetAttributesAsync(new Dictionary<string, string>()));
        var bytes = await Assert.ThrowsAsync<NotSupportedException>(() => room.OpenByteStreamAsync(new ByteStreamOptions { Topic = "t" }));

        Assert.Contains("OlderRoom cannot set attributes: it does not implement IRoom.SetAttributesAsync", attributes.Message, StringComparison.Ordinal);
        Assert.Contains("OlderRoom cannot send bytes: it does not implement IRoom.OpenByteStreamAsync", bytes.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(InProcessRoom))]
    [InlineData(typeof(RemoteRoom))]
    public void RoomsOfTheEmulator_ImplementAllMembers(Type room) =>
        Assert.DoesNotContain(room.GetInterfaceMap(typeof(IRoom)).TargetMethods, method => method.DeclaringType == typeof(IRoom));

    /// <summary>Has what was there in the beginning, and nothing else.</summary>
    private sealed class OlderRoom : IRoom
    {
        public string Name => "";

        public string Sid => "";

        public string LocalIdentity => "";

        public bool IsConnected => false;

        public IReadOnlyList<ParticipantInfo> RemoteParticipants => [];

        public IReadOnlyList<IAudioPublication> LocalAudio => [];

        public IDisposable Observe(Action<RoomEvent> observer) => throw new InvalidOperationException();

        public Task<IAudioPublication> PublishAudioAsync(string name, TrackSource source = TrackSource.Microphone, CancellationToken cancellationToken = default) => throw new InvalidOperationException();

        public IDisposable ObserveAudio(string identity, AudioFrameHandler handler) => throw new InvalidOperationException();

        public Task<ITextStreamWriter> OpenTextStreamAsync(TextStreamOptions options, CancellationToken cancellationToken = default) => throw new InvalidOperationException();

        public Task SendDtmfAsync(string digits, IReadOnlyList<string>? destinationIdentities = null, CancellationToken cancellationToken = default) => throw new InvalidOperationException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
