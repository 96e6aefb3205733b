namespace WarmTransfer.Rtc.Tests;

/// <summary>The own participant's attributes, on a library played by the test.</summary>
public sealed class OwnAttributesTests : IDisposable
{
    private readonly FakeLibrary _library = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task Set_AsksTheLibrary_WithEmptyValuesToo()
    {
        _library.Permission = new Ffi.ParticipantPermission { CanUpdateMetadata = true };
        await using var room = await _library.JoinAsync();

        await room.SetAttributesAsync(new Dictionary<string, string> { ["state"] = "busy", ["queue"] = "" }, Cancellation);

        var asked = Assert.Single(_library.Requests, asked => asked.SetLocalAttributes is not null).SetLocalAttributes;
        Assert.Equal([("state", "busy"), ("queue", "")], asked.Attributes.Select(attribute => (attribute.Key, attribute.Value)));
        Assert.All(asked.Attributes, attribute => Assert.True(attribute.HasValue));
    }

    [Fact]
    public async Task Set_Nothing_AsksNothing()
    {
        await using var room = await _library.JoinAsync();

        await room.SetAttributesAsync(new Dictionary<string, string>(), Cancellation);

        Assert.DoesNotContain(_library.Requests, asked => asked.SetLocalAttributes is not null);
    }

    [Fact]
    public async Task Set_WithoutTheGrant_SaysWhichOne_AndAsksNothing()
    {
        _library.Permission = new Ffi.ParticipantPermission { CanPublishData = true };
        await using var room = await _library.JoinAsync();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => room.SetAttributesAsync(new Dictionary<string, string> { ["state"] = "busy" }, Cancellation));

        Assert.Contains("canUpdateOwnMetadata = true", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_library.Requests, asked => asked.SetLocalAttributes is not null);
    }

    [Fact]
    public async Task Set_ServerRefuses_SaysWhy()
    {
        await using var room = await _library.JoinAsync();
        _library.Instead = asked =>
        {
            if (asked.SetLocalAttributes is not { } set)
                return false;
            _library.Raise(new Ffi.FfiEvent { SetLocalAttributes = new() { AsyncId = set.RequestAsyncId, Error = "exceeds attributes size limit" } });
            return true;
        };

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => room.SetAttributesAsync(new Dictionary<string, string> { ["state"] = "busy" }, Cancellation));

        Assert.Contains("exceeds attributes size limit", error.Message, StringComparison.Ordinal);
        Assert.Contains("'agent'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_AfterLeaving_Throws()
    {
        var room = await _library.JoinAsync();
        await room.DisposeAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => room.SetAttributesAsync(new Dictionary<string, string> { ["state"] = "busy" }, Cancellation));
    }

    [Fact]
    public async Task OwnChange_IsAnEventToo()
    {
        await using var room = await _library.JoinAsync();
        var events = new RoomEventLog(room);
        var changed = new Ffi.ParticipantAttributesChanged { ParticipantIdentity = FakeLibrary.LocalIdentity };
        changed.Attributes.Add(new Ffi.AttributesEntry { Key = "state", Value = "busy" });

        _library.Raise(new Ffi.RoomEvent { ParticipantAttributesChanged = changed });

        var own = (await events.NextAsync<RoomEvent.AttributesChanged>()).Participant;
        Assert.Equal((FakeLibrary.LocalIdentity, "busy"), (own.Identity, own.GetAttribute("state")));
    }

    [Fact]
    public void RealRooms_ImplementAllMembersOfThePort() =>
        Assert.DoesNotContain(typeof(RtcRoom).GetInterfaceMap(typeof(IRoom)).TargetMethods, method => method.DeclaringType == typeof(IRoom));
}
