using System.Runtime.InteropServices;
using WarmTransfer;

namespace LocalLiveKit.Tests;

/// <summary>The program as a user runs it.</summary>
public sealed class ProgramTests
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task Signal_WhileACallRings_EndsItAndTheProgram(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        await using var server = await LocalServer.StartAsync();
        var dialling = server.DialAsync("room", LocalServer.Silent);
        await server.Process.LineAsync(line => line.EndsWith(" ringing", StringComparison.Ordinal));

        server.Process.Signal(signal);

        Assert.Equal(0, (await server.Process.EndAsync()).Code);
        await Assert.ThrowsAsync<LiveKitException>(() => dialling);
    }

    [Fact]
    public async Task Calls_AreLoggedALineEach_WithoutTheirNumbers()
    {
        await using var server = await LocalServer.StartAsync();

        var call = await server.DialAsync("call-+15105550199", LocalServer.Answering);
        await server.Client.DeleteRoomAsync("call-+15105550199");
        await server.Process.LineAsync(line => line.Contains("over", StringComparison.Ordinal));
        await Assert.ThrowsAsync<LiveKitException>(() => server.DialAsync("room", LocalServer.Busy));
        await server.Process.LineAsync(line => line.Contains("over", StringComparison.Ordinal));
        await Assert.ThrowsAsync<LiveKitException>(() => server.DialAsync("room", LocalServer.Silent));
        await server.Process.LineAsync(line => line.Contains("over", StringComparison.Ordinal));

        var lines = server.Process.Seen.Skip(1).ToList();
        Assert.StartsWith(call.SipCallId + " ", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            [
                "…0123 dialled from …0100 as phone",
                "…0123 dialling, in room call-…0199",
                "…0123 ringing",
                "…0123 answered",
                "…0123 over: hung up by LiveKit (RoomDeleted)",
                "…0124 dialled from …0100 as phone",
                "…0124 dialling, in room room",
                "…0124 ringing",
                "…0124 over: rejected by the phone with SIP 486",
                "…0126 dialled from …0100 as phone",
                "…0126 dialling, in room room",
                "…0126 ringing",
                "…0126 over: given up before the answer",
            ],
            lines.Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    public async Task Port_Taken_SaysSo()
    {
        await using var server = await LocalServer.StartAsync();
        await using var second = LocalServer.Run("--port", server.Url.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));

        var (code, output) = await second.EndAsync();

        Assert.Equal((1, ""), (code, output));
        Assert.Contains($"127.0.0.1:{server.Url.Port}: address already in use. Choose another with --port", second.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unknown option \"--prot\"", "--prot", "1")]
    [InlineData("ApiSecret has less than 32 bytes", "--api-secret", "short")]
    [InlineData("Could not find file", "--phones", "no-such-phones.json")]
    public async Task Arguments_Wrong_AreOneLineAndExitCode2(string message, params string[] arguments)
    {
        await using var process = LocalServer.Run(arguments);

        var (code, output) = await process.EndAsync();

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(message, Assert.Single(process.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Phones_Wrong_NamesFileLineAndWhatWasExpected()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "{ \"phones\": [\n  { \"number\": \"+15105550123\", \"behavior\": \"busy\" }\n] }");
        try
        {
            await using var process = LocalServer.Run("--phones", path);

            Assert.Equal(2, (await process.EndAsync()).Code);
            Assert.Equal($"{path}(2): phones[0].behavior is not known; did you mean \"behaviour\"?", process.Errors.Trim());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Help_ListsEveryOption()
    {
        await using var process = LocalServer.Run("--help");

        var (code, output) = await process.EndAsync();

        Assert.Equal(0, code);
        Assert.All(["--port", "--api-key", "--api-secret", "--edition", "--phones", "--trunk", "--webhook"], option => Assert.Contains(option, output, StringComparison.Ordinal));
    }
}
