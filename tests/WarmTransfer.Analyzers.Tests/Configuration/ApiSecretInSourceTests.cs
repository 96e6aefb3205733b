using WarmTransfer.CodeFixes;

namespace WarmTransfer.Analyzers.Tests;

public sealed class ApiSecretInSourceTests
{
    [Fact]
    public Task Secret_InTheSource_IsReportedAndReadFromTheEnvironment()
        => new RuleTest<ApiSecretInSourceAnalyzer>()
            .WithSource("""
                class Calls
                {
                    const string Kept = "kq3vXw0pTz8s";

                    LiveKitCredentials One => new("wss://calls.example.com", "APIbilling", [|"kq3vXw0pTz8s"|]);

                    LiveKitCredentials Two => new(apiSecret: [|Kept|], apiKey: "APIbilling", url: "wss://calls.example.com");

                    void Prepare(LiveKitOptions options) => options.ApiSecret = [|"kq3v" + "Xw0pTz8s"|];
                }
                """)
            .WithMessage("An API secret stands in the source, and anyone who reads it can act as this application; read it from the environment variable LIVEKIT_API_SECRET, and replace it in LiveKit if it was ever committed")
            .WithFix<ReadSecretFromEnvironmentCodeFix>("""
                class Calls
                {
                    const string Kept = "kq3vXw0pTz8s";

                    LiveKitCredentials One => new("wss://calls.example.com", "APIbilling", Environment.GetEnvironmentVariable("LIVEKIT_API_SECRET"));

                    LiveKitCredentials Two => new(apiSecret: Environment.GetEnvironmentVariable("LIVEKIT_API_SECRET"), apiKey: "APIbilling", url: "wss://calls.example.com");

                    void Prepare(LiveKitOptions options) => options.ApiSecret = Environment.GetEnvironmentVariable("LIVEKIT_API_SECRET");
                }
                """)
            .RunAsync();

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("secret")]
    [InlineData("\"secret\"")]
    [InlineData("Environment.GetEnvironmentVariable(\"SECRET\")")]
    public Task Secret_FromElsewhereOrNone_IsNotReported(string secret)
        => new RuleTest<ApiSecretInSourceAnalyzer>()
            .WithSource($$"""
                class Calls
                {
                    LiveKitCredentials One(string secret) => new("ws://localhost:7880", "devkey", {{secret}});

                    LiveKitOptions Two(string secret) => new() { ApiSecret = {{secret}}, ApiKey = "APIbilling" };
                }
                """)
            .RunAsync();

    [Fact]
    public Task OtherType_WithAPropertyOfThatName_IsNotReported()
        => new RuleTest<ApiSecretInSourceAnalyzer>()
            .WithSource("""
                class Row(string apiSecret)
                {
                    public string ApiSecret { get; set; } = apiSecret;
                    public static Row Other => new("kq3vXw0pTz8s") { ApiSecret = "kq3vXw0pTz8s" };
                }
                """)
            .RunAsync();
}
