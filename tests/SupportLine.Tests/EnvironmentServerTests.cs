namespace SupportLine.Tests;

public sealed class EnvironmentServerTests
{
    [Theory]
    [InlineData("LIVEKIT_API_KEY, LIVEKIT_API_SECRET, LIVEKIT_SIP_OUTBOUND_TRUNK", false, "LIVEKIT_URL")]
    [InlineData("LIVEKIT_SIP_OUTBOUND_TRUNK", false, "LIVEKIT_URL", "LIVEKIT_API_KEY", "LIVEKIT_API_SECRET")]
    [InlineData("LIVEKIT_API_SECRET", true, "LIVEKIT_URL", "LIVEKIT_API_KEY")]
    public void Environment_VariablesMissing_NamesThemAll(string missing, bool callsAWorker, params string[] set)
    {
        var error = Assert.Throws<InvalidOperationException>(() => EnvironmentServer.ThrowIfMissing(Value, callsAWorker));

        Assert.EndsWith($"Set {missing}.", error.Message, StringComparison.Ordinal);

        string? Value(string name) => set.Contains(name) ? "something" : null;
    }

    [Fact]
    public void Environment_Complete_IsTaken() => EnvironmentServer.ThrowIfMissing(_ => "something", callsAWorker: false);
}
